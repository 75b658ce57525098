import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSyncPackSource } from "../../core/workers/createSyncPackSource.ts";
import { tempFolder } from "../support/tempFolder.ts";

test("a pack is what its meta.json says, with its step classes and applications by name", () => {
  const folder = tempFolder();
  const meta = { friendly_name: "F", version: "2.0.0", summary: "s", description: "d", author: "a", tags: ["t"] };
  for (const name of ["zeta", "alpha"]) {
    for (const part of ["steps", "apps"]) mkdirSync(join(folder, name, part), { recursive: true });
    writeFileSync(join(folder, name, "meta.json"), JSON.stringify({ ...meta, name: `${name}_syncpack` }));
  }
  for (const file of ["Two.ts", "One.ts", "notes.txt"]) writeFileSync(join(folder, "alpha", "steps", file), "");
  writeFileSync(join(folder, "alpha", "apps", "flow.json"), "{}");
  writeFileSync(join(folder, "README.md"), "no pack");
  const { friendly_name: friendlyName, ...rest } = meta;
  expect(createSyncPackSource(folder).list()).toEqual([
    { ...rest, friendlyName, name: "alpha_syncpack", steps: ["One", "Two"], applications: ["flow"] },
    { ...rest, friendlyName, name: "zeta_syncpack", steps: [], applications: [] },
  ]);
});

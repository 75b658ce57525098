import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildPreload } from "../../core/cli/bin/buildPreload.mjs";

test("the preload becomes one script without modules that requires nothing but Electron", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice preload "));
  const file = join(folder, "new", "preload.cjs");
  await buildPreload(file);
  const script = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  expect(script).not.toMatch(/^\s*(?:import|export)\s/m);
  expect([...script.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runPackTests } from "../../../core/workers/harness/runPackTests.ts";
import { packsFolder } from "../../steps/packs.ts";
import { tempFolder } from "../../support/tempFolder.ts";

const code = (expected: string) => `import assert from "node:assert/strict";
import { test } from "node:test";
import { Log } from "base_steps_syncpack";
import { BaseStep } from "sluice";
import { runStep } from "sluice/test";

class Mine extends Log {}

test("mine", async () => {
  assert.ok(new Mine() instanceof BaseStep);
  const { state, logs } = await runStep(Mine, { params: { message: "hello" } });
  assert.deepEqual([state, logs[0]?.message], ["SUCCESS", ${JSON.stringify(expected)}]);
});
`;

test("the tests of a pack run with the SDK, the harness and the packs it may extend; those of packages do not", async () => {
  const folder = tempFolder();
  const parents = [{ name: "base_steps_syncpack", folder: join(packsFolder, "base") }];
  await expect(runPackTests(folder, { parents, quiet: true })).rejects.toMatchObject({ code: "not_found" });
  mkdirSync(join(folder, "node_modules", "other"), { recursive: true });
  writeFileSync(join(folder, "node_modules", "other", "a.test.ts"), "broken(");
  writeFileSync(join(folder, "a.test.ts"), code("hello"));
  expect(await runPackTests(folder, { parents, quiet: true })).toEqual({ files: ["a.test.ts"], passed: true });
  writeFileSync(join(folder, "a.test.ts"), code("something else"));
  expect(await runPackTests(folder, { parents, quiet: true })).toMatchObject({ passed: false });
});

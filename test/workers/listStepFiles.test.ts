import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listStepFiles } from "../../core/workers/listStepFiles.ts";
import { tempFolder } from "../support/tempFolder.ts";

test("the step classes of a pack are its modules with a default export, without tests", () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "steps", "deep"), { recursive: true });
  const files = { "B.ts": "export default class B {}", "A.ts": "class A {}\nexport { A as default };" };
  const others = { "help.ts": "export const a = 1;", "B.test.ts": "export default 1;", "B.d.ts": "export default 1;" };
  for (const [name, text] of Object.entries({ ...files, ...others })) {
    writeFileSync(join(folder, "steps", name), text);
  }
  expect(listStepFiles(folder)).toEqual(["A", "B"]);
});

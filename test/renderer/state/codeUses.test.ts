import { expect, test } from "vitest";
import { findCodeUses, renameInCode } from "../../../renderer/state/refactor/codeUses.ts";

const code = `this.getData("Load rows"); this.join('Load rows', "Load"); // Load rows\n`;

test("the classes that hold a name as a literal are found, and only those literals are renamed", () => {
  const classes = [
    { file: "Mine", code },
    { file: "Other", code: "// Load rows\n" },
  ];
  expect(findCodeUses(classes, { name: "Load rows", kind: "step" })).toEqual([{ file: "Mine", code, count: 2 }]);
  expect(renameInCode(code, { from: "Load rows", to: `It's "$&"`, kind: "step" })).toBe(
    `this.getData("It\\'s \\"$&\\""); this.join('It\\'s \\"$&\\"', "Load"); // Load rows\n`,
  );
  expect(renameInCode(code, { from: "none", to: "x", kind: "step" })).toBe(code);
});

test("a variable of the configuration is found in defaults of parameters too", () => {
  const text = "url: { default: 'http://${config.host}/${config.hosts}' }, key: 'host'";
  expect(findCodeUses([{ file: "Mine", code: text }], { name: "host", kind: "config" })).toMatchObject([{ count: 2 }]);
  expect(findCodeUses([{ file: "Mine", code: text }], { name: "host", kind: "step" })).toMatchObject([{ count: 1 }]);
  expect(renameInCode(text, { from: "host", to: "$&", kind: "config" })).toBe(
    "url: { default: 'http://${config.$&}/${config.hosts}' }, key: '$&'",
  );
});

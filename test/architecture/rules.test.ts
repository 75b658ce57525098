import { describe, expect, test } from "vitest";
import type { Room } from "./importTable.ts";
import { findImportCycles } from "./rules/findCycles.ts";
import { findForbiddenImports, findMisplacedPackages } from "./rules/findForbiddenImports.ts";
import { findImpureCode } from "./rules/findImpureCode.ts";
import { findLongFiles } from "./rules/findLongFiles.ts";
import { findPrivateWords } from "./rules/findPrivateWords.ts";
import { findUntestedFiles } from "./rules/findUntestedFiles.ts";
import { maskSource } from "./rules/maskSource.ts";
import { readImports } from "./rules/readImports.ts";
import { Tree } from "./rules/Tree.ts";

const table: Room[] = [
  { path: "core/base", may: {}, portable: { packages: [] } },
  { path: "core/engine", may: { "core/base": "values" }, portable: { packages: ["zod"] } },
  { path: "core/store", may: { "core/base": "values", "core/engine/ports": "types" } },
  { path: "core/steps", may: {} },
  { path: "test", may: { core: "values" } },
];

function treeOf(files: Record<string, string>): Tree {
  return new Tree(new Map(Object.entries(files)));
}

function forbiddenIn(files: Record<string, string>): string[] {
  return findForbiddenImports(treeOf(files), table);
}

describe("reading imports", () => {
  test("finds every form, with its line and whether only types are meant", () => {
    const source = [
      'import { a } from "./a.ts";',
      'import type { B } from "./b.ts";',
      'import { type C, type D } from "./c.ts";',
      "import {",
      "  type E,",
      "  f,",
      '} from "./e.ts";',
      'export * from "./g.ts";',
      'export type { H } from "./h.ts";',
      'import "./i.ts";',
      'const j = await import("./j.ts");',
      'let k: import("./k.ts").K;',
      'const l = new URL("./l.ts", import.meta.url);',
      'import m, { n } from "@scope/m/n";',
      "import * as o from 'o';",
    ].join("\n");
    expect(readImports(source).sort((a, b) => a.line - b.line)).toEqual([
      { specifier: "./a.ts", isType: false, line: 1 },
      { specifier: "./b.ts", isType: true, line: 2 },
      { specifier: "./c.ts", isType: true, line: 3 },
      { specifier: "./e.ts", isType: false, line: 4 },
      { specifier: "./g.ts", isType: false, line: 8 },
      { specifier: "./h.ts", isType: true, line: 9 },
      { specifier: "./i.ts", isType: false, line: 10 },
      { specifier: "./j.ts", isType: false, line: 11 },
      { specifier: "./k.ts", isType: true, line: 12 },
      { specifier: "./l.ts", isType: false, line: 13 },
      { specifier: "@scope/m/n", isType: false, line: 14 },
      { specifier: "o", isType: false, line: 15 },
    ]);
  });

  test("is not fooled by comments, texts, templates, patterns and addresses", () => {
    const source = [
      '// import { a } from "./a.ts";',
      '/* import "./b.ts"; */',
      "const text = 'import { c } from \"./c.ts\";';",
      'const code = `import { d } from "./d.ts"; ${"}"} `;',
      'const pattern = /"/; const url = new URL("./items?page=1", base);',
      "const quote = /[/'\"]/.test(x) ? 1 / 2 / 3 : 4;",
      'import { e } from "./e.ts";',
    ].join("\n");
    expect(readImports(source)).toEqual([{ specifier: "./e.ts", isType: false, line: 7 }]);
  });

  test("blanks comments and literals without moving a line", () => {
    const source = 'a("x"); // one\n/* two\n */ b(`y${c("z")}`);';
    expect(maskSource(source, { literals: true })).toBe('a(" ");       \n      \n    b(` ${c(" ")}`);');
    expect(maskSource(source, { literals: false })).toBe('a("x");       \n      \n    b(`y${c("z")}`);');
  });
});

describe("an import", () => {
  test("within its room, or allowed by the table, passes", () => {
    const files = {
      "core/base/a.ts": 'import "./b.ts";',
      "core/base/b.ts": "",
      "core/engine/c.ts": 'import { a } from "../base/a.ts";\nimport { z } from "zod";',
      "core/engine/ports/P.ts": "",
      "core/store/s.ts": 'import type { P } from "../engine/ports/P.ts";\nimport fs from "node:fs";',
    };
    expect(forbiddenIn(files)).toEqual([]);
  });

  test("of another room fails with file, line and both rooms", () => {
    const files = { "core/base/a.ts": '\nimport type { c } from "../engine/c.ts";', "core/engine/c.ts": "" };
    expect(forbiddenIn(files)).toEqual(["core/base/a.ts:2 (core/base) may not import core/engine/c.ts"]);
  });

  test("of values where only types are allowed fails, and of the rest of that room too", () => {
    const files = {
      "core/engine/ports/P.ts": "",
      "core/engine/c.ts": "",
      "core/store/s.ts": 'import { p } from "../engine/ports/P.ts";\nimport type { c } from "../engine/c.ts";',
    };
    expect(forbiddenIn(files)).toEqual([
      "core/store/s.ts:1 (core/store) may import only types of core/engine/ports/P.ts",
      "core/store/s.ts:2 (core/store) may not import core/engine/c.ts",
    ]);
  });

  test("of Node or an unlisted package in a portable room fails", () => {
    const files = { "core/engine/c.ts": 'import { join } from "node:path";\nimport x from "left-pad";' };
    expect(forbiddenIn(files)).toEqual([
      "core/engine/c.ts:1 (core/engine) is portable and may not import node:path",
      "core/engine/c.ts:2 (core/engine) is portable and may not import left-pad",
    ]);
  });

  test("of a file that does not exist, or from a file in no room, fails", () => {
    const files = { "core/base/a.ts": 'import "./gone.ts";', "scripts/x.ts": 'import "node:fs";' };
    expect(forbiddenIn(files)).toEqual([
      "core/base/a.ts:1 imports core/base/gone.ts, which does not exist",
      "scripts/x.ts:1 is in no room of the table",
    ]);
  });

  test("of a special package outside its place fails", () => {
    const tree = treeOf({
      "core/store/s.ts": 'import Database from "better-sqlite3";',
      "core/base/a.ts": 'import Database from "better-sqlite3";\nimport "monaco-editor/editor";',
    });
    const places = { "better-sqlite3": ["core/store"], "monaco-editor": ["renderer/code"] };
    expect(findMisplacedPackages(tree, places)).toEqual([
      "core/base/a.ts:1 imports better-sqlite3, which belongs to core/store",
      "core/base/a.ts:2 imports monaco-editor, which belongs to renderer/code",
    ]);
  });
});

describe("a cycle of imports", () => {
  test("is named file by file", () => {
    const tree = treeOf({
      "core/base/a.ts": 'import "./b.ts";',
      "core/base/b.ts": 'import "./c.ts";',
      "core/base/c.ts": 'import "./b.ts";',
    });
    expect(findImportCycles(tree)).toEqual(["core/base/b.ts -> core/base/c.ts -> core/base/b.ts"]);
  });

  test("of types alone is none", () => {
    const tree = treeOf({
      "core/base/a.ts": 'import type { B } from "./b.ts";',
      "core/base/b.ts": 'import { a } from "./a.ts";',
    });
    expect(findImportCycles(tree)).toEqual([]);
  });
});

describe("a portable room", () => {
  test("may not read the clock, draw numbers, set timers, print or use Node", () => {
    const lines = [
      "Date.now()",
      "new Date()",
      "Math.random()",
      "setTimeout(run, 1)",
      'console.log("x")',
      "process.exit()",
      "Buffer.from(x)",
      "performance.now()",
    ];
    const impure = findImpureCode(treeOf({ "core/engine/c.ts": lines.join("\n") }), table);
    expect(impure.map((fault) => fault.split(" ")[0])).toEqual(
      lines.map((_, index) => `core/engine/c.ts:${index + 1}`),
    );
  });

  test("may name them in comments and texts, take them as ports, and use dates that are given", () => {
    const source =
      '// Date.now()\nconst a = "Math.random()";\nclock.setTimeout(1); this.process.run; new Date(5); Math.max(1);';
    expect(findImpureCode(treeOf({ "core/engine/c.ts": source, "core/store/s.ts": "Date.now()" }), table)).toEqual([]);
  });
});

describe("the length of files", () => {
  const tree = treeOf({ "core/base/long.ts": "a\nb\nc\n", "core/base/short.ts": "a\nb\n" });

  test("over the limit fails unless it is excused", () => {
    expect(findLongFiles(tree, { limit: 2, exceptions: [] })).toEqual(["core/base/long.ts has 3 lines of 2"]);
    expect(findLongFiles(tree, { limit: 2, exceptions: [{ path: "core/base/long.ts", reason: "x" }] })).toEqual([]);
  });

  test("fails an excuse that is no longer needed", () => {
    const exceptions = [{ path: "core/base/short.ts", reason: "x" }];
    expect(findLongFiles(tree, { limit: 3, exceptions })).toEqual(["core/base/short.ts needs no exception any more"]);
  });
});

describe("a file of core", () => {
  const files = {
    "core/base/a.ts": 'import { b } from "./b.ts";\nexport function a() {}',
    "core/base/b.ts": "export const b = 1;",
    "core/base/c.ts": "export class C {}",
    "core/base/T.ts": "export interface T {}\nexport type U = T;",
    "core/engine/e.ts": 'import { c } from "../base/c.ts";\nexport const e = 1;',
    "core/steps/base/steps/Wait.ts": "export default class Wait {}",
    "core/store/child.ts": "await run();",
    "test/base/a.test.ts": 'import { a } from "../../core/base/a.ts";\nimport { e } from "../../core/engine/e.ts";',
    "test/steps/steps.test.ts": 'run("Wait"); fork(join(core, "/store/child.ts"));',
  };

  test("needs a test that imports it, names it, or reaches it within its room", () => {
    expect(findUntestedFiles(treeOf(files), { table, exceptions: [] })).toEqual(["core/base/c.ts has no test"]);
  });

  test("may be excused only while it has none", () => {
    const exceptions = [
      { path: "core/base/c.ts", reason: "x" },
      { path: "core/base/a.ts", reason: "x" },
    ];
    expect(findUntestedFiles(treeOf(files), { table, exceptions })).toEqual([
      "core/base/a.ts needs no exception any more",
    ]);
  });
});

describe("a path of one machine", () => {
  const folder = (...parts: string[]): string => ["", ...parts].join("/");

  test("is found in any text file", () => {
    const files = new Map([
      ["README.md", `See ${folder("tmp", "x.txt")}.`],
      ["core/a.ts", `\nconst a = "${folder("root", "me", "b")}";`],
      ["core/b.ts", `const a = "../shared/${folder("work")}"; const url = "http://host${folder("work", "items")}";`],
    ]);
    expect(findPrivateWords(files)).toEqual([
      "README.md:1 names a folder of one machine",
      "core/a.ts:2 names a folder of one machine",
    ]);
  });
});

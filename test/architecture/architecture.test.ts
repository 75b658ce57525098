import { describe, expect, test } from "vitest";
import { importTable, longestFile, longFiles, packageRooms, untested } from "./importTable.ts";
import { readProject } from "./readProject.ts";
import { findImportCycles } from "./rules/findCycles.ts";
import { findForbiddenImports, findMisplacedPackages } from "./rules/findForbiddenImports.ts";
import { findImpureCode } from "./rules/findImpureCode.ts";
import { findLongFiles } from "./rules/findLongFiles.ts";
import { findPrivateWords } from "./rules/findPrivateWords.ts";
import { findUntestedFiles } from "./rules/findUntestedFiles.ts";
import { Tree } from "./rules/Tree.ts";

const files = readProject();
const tree = new Tree(files);

describe("the project", () => {
  test("is read as a whole", () => {
    expect(tree.sources().length).toBeGreaterThan(100);
    expect(tree.edges.length).toBeGreaterThan(300);
  });

  test("imports only what the table allows", () => {
    expect(findForbiddenImports(tree, importTable)).toEqual([]);
  });

  test("has no cycle of imports", () => {
    expect(findImportCycles(tree)).toEqual([]);
  });

  test("uses each special package in its own room only", () => {
    expect(findMisplacedPackages(tree, packageRooms)).toEqual([]);
  });

  test("takes time, randomness and output through ports in the portable rooms", () => {
    expect(findImpureCode(tree, importTable)).toEqual([]);
  });

  test("has no file that is too long", () => {
    expect(findLongFiles(tree, { limit: longestFile, exceptions: longFiles })).toEqual([]);
  });

  test("has a test for every file of core", () => {
    expect(findUntestedFiles(tree, { table: importTable, exceptions: untested })).toEqual([]);
  });

  test("names no folder of the machine it was written on", () => {
    expect(findPrivateWords(files)).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { readClassList } from "../../../renderer/api/readClassList.ts";
import { findBroken } from "../../../renderer/state/code/findBroken.ts";

const packs = [{ name: "erp", friendly_name: "ERP" }];
const manifestOf = (file: string) => ({ file, syncpack: "erp", friendly_name: file, parameters: [] });

test("a class that could not be read is told apart from those that one can use, with the reason", () => {
  const list = readClassList(
    [
      { name: "Good", syncpack: "erp", manifest: manifestOf("Good"), problem: null },
      { name: "Slow", syncpack: "erp", manifest: null, problem: "It did not answer within 10 s." },
      { name: "Own", syncpack: null, manifest: null, problem: "Line 3: a bracket is missing." },
    ],
    packs,
  );
  expect(list.classes.map(({ file, friendlyName }) => [file, friendlyName])).toEqual([["Good", "Good"]]);
  expect(list.broken).toEqual([
    { file: "Slow", syncpack: "erp", problem: "It did not answer within 10 s." },
    { file: "Own", syncpack: undefined, problem: "Line 3: a bracket is missing." },
  ]);
  expect([list.manifests("Good", "erp")?.file, list.manifests("Slow", undefined)]).toEqual(["Good", undefined]);
  const find = (file: string, syncpack?: string) => findBroken(list, { file, syncpack })?.problem;
  expect([find("Slow"), find("Slow", "erp"), find("Own"), find("Own", "erp"), find("Good")]).toEqual([
    "It did not answer within 10 s.",
    "It did not answer within 10 s.",
    "Line 3: a bracket is missing.",
    undefined,
    undefined,
  ]);
});

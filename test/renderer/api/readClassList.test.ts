import { expect, test } from "vitest";
import { readClassList } from "../../../renderer/api/readClassList.ts";
import { findBroken } from "../../../renderer/state/code/findBroken.ts";

const packs = [{ name: "erp", friendly_name: "ERP", version: "1.0.0", read_only: true }];
const manifestOf = (file: string) => ({ file, syncpack: "erp", friendly_name: file, parameters: [] });

test("a class that could not be read is told apart from those that one can use, with the reason", () => {
  const list = readClassList(
    [
      { name: "Good", syncpack: "erp", pack_version: "1.0.0", manifest: manifestOf("Good"), problem: null },
      {
        name: "Slow",
        syncpack: "erp",
        pack_version: "1.0.0",
        manifest: null,
        problem: "It did not answer within 10 s.",
      },
      { name: "Own", syncpack: null, pack_version: null, manifest: null, problem: "Line 3: a bracket is missing." },
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

test("a class is found in the version which an application keeps though the newest one cannot be read", () => {
  const about = { name: "Read", syncpack: "erp" };
  const list = readClassList(
    [
      { ...about, pack_version: "1.2.0", manifest: null, problem: "It is gone." },
      { ...about, pack_version: "1.1.0", manifest: { ...manifestOf("Read"), friendly_name: "kept" }, problem: null },
    ],
    packs,
  );
  const titleOf = (erp: string, syncpack?: string) => list.manifests("Read", syncpack, { erp })?.friendlyName;
  expect([titleOf("1.1.0"), titleOf("1.1.0", "erp"), titleOf("1.2.0")]).toEqual(["kept", "kept", undefined]);
  expect(list.manifests("Read", undefined)).toBeUndefined();
});

test("a class is that of the version which an application keeps, what ships stands in for one that is gone", () => {
  const inVersion = (pack_version: string, title: string) => ({
    ...{ name: "Read", syncpack: "erp", pack_version, problem: null },
    manifest: { ...manifestOf("Read"), friendly_name: title },
  });
  const list = readClassList(
    [inVersion("1.2.0", "newest"), inVersion("1.1.0", "kept"), inVersion("1.0.0", "shipped")],
    packs,
  );
  expect(list.classes.map(({ friendlyName }) => friendlyName)).toEqual(["newest"]);
  const titleOf = (versions?: Record<string, string>, syncpack?: string) =>
    list.manifests("Read", syncpack, versions)?.friendlyName;
  expect([titleOf(), titleOf({ other: "1.1.0" }), titleOf({}, "erp")]).toEqual(["newest", "newest", "newest"]);
  expect([titleOf({ erp: "1.1.0" }), titleOf({ erp: "1.1.0" }, "erp")]).toEqual(["kept", "kept"]);
  expect(titleOf({ erp: "0.9.0" })).toBe("shipped");
  const versionOf = (erp: string) => {
    const manifest = list.manifests("Read", "erp", { erp });
    return manifest && list.versionOf(manifest);
  };
  expect([versionOf("1.2.0"), versionOf("1.1.0"), versionOf("0.9.0")]).toEqual(["1.2.0", "1.1.0", "1.0.0"]);
});

test("a class that could not be read in the version which an application keeps is told, and no other stands in for it", () => {
  const about = { name: "Read", syncpack: "erp" };
  const shipped = { ...about, pack_version: "1.0.0", manifest: manifestOf("Read"), problem: null };
  const list = readClassList(
    [
      { ...about, pack_version: "1.2.0", manifest: manifestOf("Read"), problem: null },
      { ...about, pack_version: "1.1.0", manifest: null, problem: "Its file is gone." },
      shipped,
    ],
    packs,
  );
  const kept = { erp: "1.1.0" };
  expect(list.manifests("Read", undefined, kept)).toBeUndefined();
  expect(list.broken).toEqual([]);
  const problemOf = (syncpack?: string, versions?: Record<string, string>) =>
    findBroken(list, { file: "Read", syncpack, versions })?.problem;
  expect([problemOf(undefined, kept), problemOf("erp", kept)]).toEqual(["Its file is gone.", "Its file is gone."]);
  expect([problemOf(), problemOf("erp", { erp: "1.2.0" }), problemOf("erp", { erp: "0.9.0" })]).toEqual(
    Array(3).fill(undefined),
  );
});

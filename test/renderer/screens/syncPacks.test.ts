import { expect, test } from "vitest";
import { choosePacks, findInUse } from "../../../renderer/screens/syncPacks/choosePacks.ts";
import { comparePacks } from "../../../renderer/screens/syncPacks/comparePacks.ts";
import { holdOf, listRights } from "../../../renderer/screens/syncPacks/listRights.ts";
import { listWork } from "../../../renderer/screens/syncPacks/listWork.ts";
import { pairSignatures } from "../../../renderer/screens/syncPacks/pairSignatures.ts";
import { addressOf, toPlaceOfUse } from "../../../renderer/screens/syncPacks/placeAddresses.ts";
import { readPackPlace, toPackAddress } from "../../../renderer/screens/syncPacks/toPackAddress.ts";
import type { PackDetails, PackRights, PackTrust, PackVersion } from "../../../renderer/state/ports/SyncPackPort.ts";

function buildPack(given: Partial<PackVersion> = {}): PackVersion {
  const { stage = "uploaded" } = given;
  const isInstalled = stage === "installed" || stage === "shipped";
  return {
    ...{ name: "greet", friendlyName: "Greet", version: "1.0.0", summary: "Greets", description: "", author: "" },
    ...{ tags: [], steps: [], applications: [], configurations: [], schedules: [] },
    ...{ stage, isInstalled, isActivated: isInstalled || stage === "active", problem: undefined },
    ...given,
  };
}

const noRights: PackRights = { net: [], read: [], write: [], env: [], childProcesses: false, nativeCode: false };

function buildTrust(given: Partial<PackTrust> = {}): PackTrust {
  return {
    ...{
      hash: "0",
      signature: { state: "none" as const },
      uploadedBy: "me",
      uploadedAt: 0,
      files: [],
      dependencies: [],
      rights: noRights,
    },
    enforced: new Set(["read", "write", "childProcesses"] as const),
    ...given,
  };
}

const buildDetails = (pack: Partial<PackVersion>, trust: Partial<PackTrust>): PackDetails => ({
  ...buildPack(pack),
  trust: buildTrust(trust),
  usedBy: [],
});

test("of each pack the version in use is listed with a newer one beside it, or each version", () => {
  const old = buildPack({ version: "1.0.0", stage: "installed" });
  const next = buildPack({ version: "1.1.0", stage: "failed" });
  const other = buildPack({ name: "other", friendlyName: "Other", steps: ["Sum"], tags: ["math"] });
  const packs = [old, next, other];
  expect(choosePacks(packs, { search: "", all: false })).toEqual([
    { pack: old, newer: next },
    { pack: other, newer: undefined },
  ]);
  expect(choosePacks(packs, { search: "", all: true }).map(({ pack }) => pack)).toEqual(packs);
  for (const search of [" sum ", "MATH", "other"]) {
    expect(choosePacks(packs, { search, all: false }).map(({ pack }) => pack)).toEqual([other]);
  }
  expect(choosePacks(packs, { search: "nothing such", all: true })).toEqual([]);
  expect([findInUse(packs, "greet"), findInUse(packs, "other")]).toEqual([old, undefined]);
});

test("an upgrade says what it needs and brings, and what goes", () => {
  const before = buildDetails(
    { steps: ["Greet", "Old"] },
    { rights: { ...noRights, net: ["a.example"] }, dependencies: [dependency("left-pad", "1.0.0")] },
  );
  const after = buildDetails(
    { steps: ["Greet", "New"], schedules: ["hourly"] },
    {
      rights: { ...noRights, net: ["a.example", "b.example"], childProcesses: true },
      dependencies: [dependency("left-pad", "1.3.0")],
    },
  );
  expect(comparePacks(before, after)).toEqual([
    { kind: "net", added: ["b.example"], removed: [] },
    { kind: "childProcesses", added: [""], removed: [] },
    { kind: "steps", added: ["New"], removed: ["Old"] },
    { kind: "schedules", added: ["hourly"], removed: [] },
    { kind: "npm", added: ["left-pad 1.3.0"], removed: ["left-pad 1.0.0"] },
  ]);
  expect(comparePacks(after, after)).toEqual([]);
});

function dependency(name: string, version: string) {
  return { name, version, license: "MIT", installScripts: false, external: false };
}

test("what holds a pack to its rights is said as it is", () => {
  const trust = buildTrust();
  const holds = (given: PackTrust) =>
    (["net", "read", "write", "env", "childProcesses"] as const).map((right) => holdOf(right, given));
  expect(holds(trust)).toEqual(["said", "enforced", "enforced", "few", "enforced"]);
  // A program that it starts may read and write for it.
  const rights = { ...noRights, read: ["/a", "*"], childProcesses: true };
  expect(holds(buildTrust({ rights }))).toEqual(["said", "escapes", "escapes", "few", "escapes"]);
  expect(holds(buildTrust({ rights: { ...noRights, nativeCode: true } }))[1]).toBe("escapes");
  const wanted = listRights({ ...rights, nativeCode: true }).map((one) => one.wanted);
  expect(wanted).toEqual([[], "every", [], [], "programs", "native"]);
});

test("what is left to do follows from how far a pack has come", () => {
  expect(listWork(buildPack())).toEqual(["activate", "install"]);
  expect(listWork(buildPack({ stage: "active" }))).toEqual(["install"]);
  expect(listWork(buildPack({ stage: "failed", isActivated: true }))).toEqual(["install"]);
  expect(listWork(buildPack({ stage: "installed" }))).toEqual([]);
  expect(listWork(buildPack({ stage: "failed", isActivated: true, isInstalled: true }))).toEqual(["activate"]);
});

test("a signature goes with the archive it lies beside", () => {
  const [one, two, ofOne, other] = ["one.tgz", "two.tgz", "one.tgz.minisig", "any.minisig"].map((name) => ({ name }));
  if (one === undefined || two === undefined || ofOne === undefined || other === undefined) throw new Error("no files");
  expect(pairSignatures([ofOne, two, one])).toEqual([
    { archive: two, signature: undefined },
    { archive: one, signature: ofOne },
  ]);
  expect(pairSignatures([other, one])).toEqual([{ archive: one, signature: other }]);
  expect(pairSignatures([other, one, two]).map(({ signature }) => signature)).toEqual([undefined, undefined]);
  expect(pairSignatures([other])).toEqual([{ archive: other, signature: undefined }]);
});

test("packs, versions and files have addresses, and what they hold and what uses them too", () => {
  for (const place of [
    { name: "a_b", version: undefined, file: undefined },
    { name: "a_b", version: "1.0.0+x", file: "steps/A & B.ts" },
  ]) {
    const url = new URL(toPackAddress(place), "http://host");
    expect(url.pathname).toBe("/syncpacks/a_b");
    expect(readPackPlace("a_b", url.search)).toEqual(place);
  }
  expect(addressOf("steps", { name: "Greet", pack: "greet" })).toBe("/steps/Greet?syncpack=greet");
  expect(addressOf("applications", { name: "a b", pack: "greet" })).toBe("/applications/a%20b");
  expect(addressOf("schedules", { name: "x", pack: "greet" })).toBe("/schedules");
  expect(toPlaceOfUse({ by: "application", name: "mine" })).toBe("/applications/mine");
  expect(toPlaceOfUse({ by: "schedule", name: "mine" })).toBe("/schedules");
});

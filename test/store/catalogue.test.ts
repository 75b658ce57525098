import { describe, expect, test } from "vitest";
import type { StepClassVersion } from "../../core/service/ports/repositories.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

const deletion = { id: "deleted", deletedBy: "ann" };

describe("configurations", () => {
  test("are stored as written, listed, replaced and deleted", async () => {
    const clock = new FakeClock(start);
    const { configurations, vault } = await openTestStore({ clock });
    const cipher = vault.encrypt("secret", "prod/password");
    const document = {
      name: "prod",
      friendly_name: "Production",
      configuration_data: [
        { name: "the host", value: "h" },
        { encrypted: true, name: "password", value: cipher },
        { name: "unset", encrypted: true, value: null },
      ],
    };
    await configurations.save({ name: "prod", configuration_data: [] });
    clock.advance(3);
    await configurations.save(document);
    expect(JSON.stringify(configurations.find("prod"))).toBe(JSON.stringify(document));
    expect(configurations.list()).toEqual([
      { name: "prod", friendlyName: "Production", variables: 3, updatedAt: start + 3 },
    ]);
    expect(await configurations.delete("prod", deletion)).toBe(true);
    expect(await configurations.delete("prod", { ...deletion, id: "again" })).toBe(false);
    expect(configurations.find("prod")).toBeUndefined();
  });

  test.each([true, "true", "True"])("are refused with plain text where encrypted is %j", async (encrypted) => {
    const { configurations } = await openTestStore();
    const variable = { name: "password", value: "hunter22", encrypted };
    const error = await refusal(configurations.save({ name: "prod", configuration_data: [variable] }));
    expect(error).toMatchObject({ code: "internal", details: { configuration: "prod", variable: "password" } });
    expect(error.message).not.toContain("hunter22");
    expect(configurations.find("prod")).toBeUndefined();
  });
});

describe("step classes", () => {
  const version: StepClassVersion = {
    file: "Fetch",
    syncpack: undefined,
    hash: "h1",
    source: "export default class Fetch {}",
    compiled: "export{}",
    originFolder: "/steps",
    manifest: {
      file: "Fetch",
      friendlyName: "Fetch",
      description: "",
      version: "1",
      type: "standard",
      parameters: [],
      stepFunctions: [],
      usesPreviousParameters: false,
      hash: "h1",
    },
    createdAt: 7,
  };

  test("have one present version and keep the others by hash", async () => {
    const { stepClasses } = await openTestStore();
    const newer = { ...version, hash: "h2", source: "newer" };
    await stepClasses.save(version, { current: true });
    await stepClasses.save(newer, { current: true });
    await stepClasses.save({ ...version, hash: "h3" }, { current: false });
    expect(stepClasses.find("Fetch")).toEqual(newer);
    expect(stepClasses.list()).toEqual([newer]);
    expect(stepClasses.findByHash("h1")).toEqual(version);
    expect(stepClasses.findByHash("none")).toBeUndefined();
    expect([stepClasses.has("h1"), stepClasses.has("none")]).toEqual([true, false]);
    const listed = (hash: string, current: boolean) => ({ hash, createdAt: 7, current });
    expect(stepClasses.listVersions("Fetch")).toEqual([listed("h2", true), listed("h1", false)]);
    await stepClasses.save(version, { current: true });
    expect(stepClasses.find("Fetch")).toEqual(version);
    expect(stepClasses.listVersions("Fetch")).toEqual([listed("h2", false), listed("h1", true)]);
    expect(stepClasses.listVersions("Other")).toEqual([]);
  });

  test("have a draft each, beside their versions", async () => {
    const { stepClassDrafts, stepClasses } = await openTestStore();
    const draft = {
      file: "Fetch",
      main: "src/Fetch.ts",
      files: { "src/Fetch.ts": "a", "b.ts": "" },
      author: "me",
      updatedAt: 1,
    };
    await stepClassDrafts.save(draft);
    await stepClassDrafts.save({ ...draft, file: "Another" });
    const newer = { ...draft, files: { "src/Fetch.ts": "b" }, author: "you", updatedAt: 2 };
    await stepClassDrafts.save(newer);
    expect(stepClassDrafts.find("Fetch")).toEqual(newer);
    expect(stepClassDrafts.list()).toEqual(["Another", "Fetch"]);
    expect([await stepClassDrafts.delete("Fetch"), await stepClassDrafts.delete("Fetch")]).toEqual([true, false]);
    expect(stepClassDrafts.find("Fetch")).toBeUndefined();
    expect(stepClasses.list()).toEqual([]);
  });

  test("of a pack are not among the user's own", async () => {
    const { stepClasses } = await openTestStore();
    const packed = { ...version, syncpack: "base" };
    await stepClasses.save(packed, { current: true });
    expect(stepClasses.list()).toEqual([]);
    expect(stepClasses.find("Fetch")).toBeUndefined();
    expect(stepClasses.findByHash("h1")).toEqual(packed);
  });

  test("that were deleted are still there for the runs that name them", async () => {
    const { stepClasses } = await openTestStore();
    await stepClasses.save(version, { current: true });
    expect(await stepClasses.delete("Fetch", deletion)).toBe(true);
    expect(await stepClasses.delete("Fetch", { ...deletion, id: "again" })).toBe(false);
    expect(stepClasses.find("Fetch")).toBeUndefined();
    expect(stepClasses.findByHash("h1")).toEqual(version);
  });
});

test("settings keep any JSON value", async () => {
  const { settings } = await openTestStore();
  await settings.set("queues", { default: 5, slow: [null] });
  await settings.set("falsy", false);
  await settings.set("falsy", null);
  expect(settings.get("queues")).toEqual({ default: 5, slow: [null] });
  expect(settings.get("falsy")).toBeNull();
  expect(settings.get("none")).toBeUndefined();
});

describe("the cache", () => {
  test("keeps values until they expire", async () => {
    const clock = new FakeClock(start);
    const { cache } = await openTestStore({ clock });
    await cache.save("token", { a: [1] }, start + 100);
    await cache.save("for ever", null, undefined);
    expect(cache.read("token", start + 99)).toEqual({ a: [1] });
    expect(cache.read("token", start + 100)).toBeUndefined();
    expect(cache.read("for ever", start + 1e12)).toBeNull();
    await cache.save("token", "new", start + 200);
    expect(cache.read("token", start + 100)).toBe("new");
  });

  test("tells whether there was something to delete", async () => {
    const clock = new FakeClock(start);
    const { cache } = await openTestStore({ clock });
    await cache.save("a", 1, undefined);
    await cache.save("expired", 1, start);
    expect(await cache.delete("a")).toBe(true);
    expect(await cache.delete("a")).toBe(false);
    expect(await cache.delete("expired")).toBe(false);
  });

  test("holds nothing for another key", async () => {
    const first = await openTestStore({ key: "one" });
    await first.cache.save("a", 1, undefined);
    await first.close();
    const { cache } = await openTestStore({ folder: first.folder.root, key: "two" });
    expect(cache.read("a", start)).toBeUndefined();
    await cache.save("a", 2, undefined);
    expect(cache.read("a", start)).toBe(2);
  });
});

test("the journal of worker processes outlives its host", async () => {
  const store = await openTestStore();
  await store.workers.record({ pid: 10, startTime: "111" });
  await store.workers.record({ pid: 10, startTime: "111" });
  await store.workers.record({ pid: 10, startTime: "222" });
  await store.workers.record({ pid: 9, startTime: "111" });
  await store.workers.forget({ pid: 10, startTime: "111" });
  await store.close();
  const again = await openTestStore({ folder: store.folder.root });
  expect(again.workers.list()).toEqual([
    { pid: 9, startTime: "111" },
    { pid: 10, startTime: "222" },
  ]);
});

describe("secrets", () => {
  test("are kept as ciphertext, listed by name without it, replaced and deleted", async () => {
    const clock = new FakeClock(start);
    const { secrets, vault } = await openTestStore({ clock });
    const [first, second] = [vault.encrypt("one", "a"), vault.encrypt("two", "a")];
    await secrets.save("pw", first);
    await secrets.save("api.key", first);
    clock.advance(3);
    await secrets.save("pw", second);
    expect(secrets.list()).toEqual([
      { name: "api.key", updatedAt: start },
      { name: "pw", updatedAt: start + 3 },
    ]);
    expect([secrets.find("pw"), secrets.find("other")]).toEqual([second, undefined]);
    expect([await secrets.delete("pw"), await secrets.delete("pw")]).toEqual([true, false]);
    expect(secrets.find("pw")).toBeUndefined();
  });

  test("are refused as plain text", async () => {
    const { secrets } = await openTestStore();
    const error = await refusal(secrets.save("pw", "hunter22"));
    expect(error).toMatchObject({ code: "internal", details: { name: "pw" } });
    expect(error.message).not.toContain("hunter22");
    expect(secrets.list()).toEqual([]);
  });
});

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tempFolder } from "../support/tempFolder.ts";
import { buildRun, inline } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";
import { startOwner } from "./startOwner.ts";

describe("a new folder", () => {
  test("belongs to its user alone", async () => {
    const { folder } = await openTestStore();
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    for (const path of [folder.root, folder.blobs, folder.classes, folder.backups]) expect(mode(path)).toBe("700");
    for (const path of [folder.lock, folder.owner, folder.vaultKey]) expect(mode(path)).toBe("600");
    for (const ending of ["", "-wal", "-shm"]) expect(mode(`${folder.database}${ending}`)).toBe("600");
  });

  test("keeps its key", async () => {
    const store = await openTestStore();
    const cipher = store.vault.encrypt("secret", "context");
    await store.close();
    const again = await openTestStore({ folder: store.folder.root });
    expect(again.vault.decrypt(cipher, "context")).toBe("secret");
  });

  test("has no key file when the key is given", async () => {
    const { folder, vault } = await openTestStore({ key: "a passphrase" });
    expect(existsSync(folder.vaultKey)).toBe(false);
    expect(vault.keyId).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe("closing", () => {
  test("waits for what is being written and leaves one database file", async () => {
    const store = await openTestStore();
    const commits = Array.from({ length: 50 }, (_, index) => store.runs.commit([buildRun(index + 1).accepted]));
    await store.close();
    expect((await Promise.allSettled(commits)).map(({ status }) => status)).toEqual(commits.map(() => "fulfilled"));
    expect(readdirSync(store.folder.root).sort()).toEqual([
      "backups",
      "blobs",
      "classes",
      "environments",
      "lock.db",
      "sluice.db",
      "vault.key",
    ]);
    const again = await openTestStore({ folder: store.folder.root });
    expect(again.reader.list({ limit: 100 })).toHaveLength(50);
  });

  test("refuses later writes and may be repeated", async () => {
    const store = await openTestStore();
    await store.close();
    await store.close();
    await expect(store.runs.commit([buildRun(1).accepted])).rejects.toThrow("closed");
  });
});

describe("a reader", () => {
  test("of a folder that does not exist finds nothing and makes nothing", async () => {
    const folder = join(tempFolder(), "none");
    const store = await openTestStore({ folder, mode: "reader" });
    expect(store.reader.list({ limit: 10 })).toEqual([]);
    expect(store.applications.list()).toEqual([]);
    expect(store.configurations.find("x")).toBeUndefined();
    expect(() => store.reader.plan("isapp-1")).toThrow("There is no run");
    await store.close();
    expect(existsSync(folder)).toBe(false);
  });

  test("of an empty folder or database finds nothing and makes nothing", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "sluice.db"), "");
    const store = await openTestStore({ folder, mode: "reader" });
    expect(store.reader.countUnfinished()).toBe(0);
    await store.close();
    expect(readdirSync(folder)).toEqual(["sluice.db"]);
  });

  test("sees what the owner commits, as soon as it is acknowledged", async () => {
    const owner = await openTestStore();
    const reader = await openTestStore({ folder: owner.folder.root, mode: "reader" });
    const run = buildRun(1);
    await owner.runs.commit([run.accepted]);
    expect(reader.reader.find(run.id)).toEqual(run.record);
    await owner.runs.commit([run.started(0)]);
    expect(reader.reader.findStepRun(run.stepRun(0))?.state).toBe("STARTED");
  });

  test("changes nothing", async () => {
    const owner = await openTestStore();
    const reader = await openTestStore({ folder: owner.folder.root, mode: "reader" });
    await expect(reader.runs.commit([buildRun(1).accepted])).rejects.toThrow("reading only");
    await expect(reader.settings.set("a", 1)).rejects.toThrow("reading only");
    expect(owner.settings.get("a")).toBeUndefined();
  });

  test("reads a folder nobody owns", async () => {
    const owner = await openTestStore();
    const run = buildRun(1, { vault: owner.vault, plan: { parameters: { a: "b" } } });
    await owner.runs.commit([run.accepted, run.succeeded(0, inline("x"))]);
    await owner.close();
    const before = readFileSync(owner.folder.database);
    const reader = await openTestStore({ folder: owner.folder.root, mode: "reader" });
    expect(reader.reader.plan(run.id)).toEqual(run.plan);
    expect(reader.reader.output(run.stepRun(0))).toEqual(inline("x"));
    await reader.close();
    expect(readFileSync(owner.folder.database).equals(before)).toBe(true);
  });

  test("reads a folder whose owner was killed before its log was moved into the database", async () => {
    const folder = tempFolder();
    const owner = startOwner(folder, "commit");
    await owner.lines(5);
    await owner.kill();
    const [id = ""] = owner.output().split("\n");
    const reader = await openTestStore({ folder, mode: "reader" });
    expect(reader.reader.find(id)?.state).toBe("SUCCESS");
  });

  test.skipIf(process.getuid?.() === 0)("reads a folder it must not write", async () => {
    const owner = await openTestStore();
    await owner.runs.commit([buildRun(1).accepted]);
    await owner.close();
    chmodSync(owner.folder.root, 0o500);
    const reader = await openTestStore({ folder: owner.folder.root, mode: "reader" });
    expect(reader.reader.list({ limit: 10 })).toHaveLength(1);
    await reader.close();
    chmodSync(owner.folder.root, 0o700);
  });
});

describe("a folder that cannot be used says what to do", () => {
  test("when its path leads through a file", async () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    const error = await refusal(openTestStore({ folder: join(file, "data") }));
    expect(error).toMatchObject({ code: "data_folder_broken", details: { folder: join(file, "data") } });
    expect(error.message).toContain("Check the path");
  });

  test("when a folder stands in the place of the database", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "sluice.db"));
    expect((await refusal(openTestStore({ folder }))).code).toBe("data_folder_broken");
    expect((await refusal(openTestStore({ folder, mode: "reader" }))).code).toBe("data_folder_broken");
  });

  test("when the database is not one", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "sluice.db"), "this is a letter to my aunt, not a database\n".repeat(100));
    for (const mode of ["owner", "reader"] as const) {
      const error = await refusal(openTestStore({ folder, mode }));
      expect(error.code).toBe("data_folder_broken");
      expect(error.message).toContain("Put back a copy");
    }
  });

  test("when the database is damaged", async () => {
    const store = await openTestStore();
    await store.runs.commit([buildRun(1).accepted]);
    await store.close();
    const content = readFileSync(store.folder.database);
    content.fill(0x5a, 100, 4096);
    writeFileSync(store.folder.database, content);
    const error = await refusal(openTestStore({ folder: store.folder.root }));
    expect(error.code).toBe("data_folder_broken");
    expect(error.message).toContain("damaged");
  });

  test("when its key file is damaged", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "vault.key"), "short");
    expect((await refusal(openTestStore({ folder }))).code).toBe("key_missing");
  });

  test("when its key is in the keychain of a desktop, instead of making a second one; reading goes on without", async () => {
    const folder = tempFolder();
    await (await openTestStore({ folder })).close();
    renameSync(join(folder, "vault.key"), join(folder, "vault.key.sealed"));
    const error = await refusal(openTestStore({ folder }));
    expect(error.code).toBe("key_missing");
    expect(error.message).toContain("the desktop program");
    expect(existsSync(join(folder, "vault.key"))).toBe(false);
    await (await openTestStore({ folder, mode: "reader" })).close();
    await (await openTestStore({ folder, key: "a key that was given" })).close();
  });

  test("and is not left locked", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "vault.key"), "short");
    await refusal(openTestStore({ folder }));
    writeFileSync(join(folder, "vault.key"), Buffer.alloc(32, 1).toString("base64"));
    await openTestStore({ folder });
  });
});

test.skipIf(process.getuid?.() === 0)("a database that must not be written is refused when it is opened", async () => {
  const store = await openTestStore();
  await store.close();
  chmodSync(store.folder.database, 0o400);
  const error = await refusal(openTestStore({ folder: store.folder.root }));
  expect(error.code).toBe("data_folder_broken");
  expect(error.message).toContain("permission");
});

describe("a full disk", () => {
  test("refuses the commit, keeps all before it, and goes on when there is room again", async () => {
    const store = await openTestStore({ maxPages: 120 });
    const run = buildRun(1);
    await store.runs.commit([run.accepted]);
    const big = inline("x".repeat(900_000));
    const results = await Promise.allSettled([
      store.runs.commit([buildRun(2).accepted]),
      store.runs.commit([run.succeeded(0, big)]),
      store.runs.commit([buildRun(3).accepted]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { code: "data_folder_broken" } });
    expect(String((results[1] as PromiseRejectedResult).reason)).toContain("Make room");
    await store.runs.commit([run.succeeded(0, inline("small")), run.ended()]);
    expect(store.reader.list({ limit: 10 })).toHaveLength(3);
    expect(store.integrityCheck()).toEqual([]);
  });
});

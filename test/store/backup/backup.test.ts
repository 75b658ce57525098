import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createBackup } from "../../../core/store/backup/createBackup.ts";
import { type RestoreOptions, restoreBackup } from "../../../core/store/backup/restoreBackup.ts";
import { connect, connectReadOnly } from "../../../core/store/connect.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { blob, buildRun, inline, start } from "../buildRun.ts";
import { openTestStore } from "../openTestStore.ts";
import { refusal } from "../refusal.ts";

const passphrase = "correct horse battery";
const large = Buffer.alloc(2_500_000, "blob ");

async function openFilled() {
  const store = await openTestStore();
  const [one, two] = [buildRun(1, { vault: store.vault }), buildRun(2, { vault: store.vault })];
  for (const name of ["large", "small"]) writeFileSync(join(store.folder.blobs, name), name === "large" ? large : "x");
  await store.runs.commit([one.accepted, one.succeeded(0, blob("large", large.length)), one.ended()]);
  await store.runs.commit([two.accepted, two.succeeded(0, blob("small", 1)), two.succeeded(1, inline("text"))]);
  await store.workers.record({ pid: 1, startTime: "now" });
  const folder = tempFolder();
  return { store, one, two, file: join(folder, "a.sluice"), target: join(folder, "restored") };
}

const restore = (file: string, dataFolder: string, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({ file, dataFolder, clock: new FakeClock(start), passphrase: async () => passphrase, ...more });

test("a backup of an open data folder comes back whole, with its key", async () => {
  const { store, one, two, file, target } = await openFilled();
  const dataFolder = store.folder.root;
  const manifest = await createBackup({ dataFolder, file, passphrase, now: start });
  expect(manifest).toMatchObject({ runs: 2, blobs: 2, lostBlobs: 0, keyId: store.vault.keyId, createdAt: start });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(file, ".."))).toEqual(["a.sluice"]);
  // The host goes on after the backup was made.
  await store.runs.commit([buildRun(3).accepted]);

  expect((await restore(file, target)).key).toBe("restored");
  expect(readFileSync(join(target, "vault.key"))).toEqual(readFileSync(store.folder.vaultKey));
  expect(statSync(join(target, "vault.key")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(target, "blobs", "large"))).toEqual(large);
  const again = await openTestStore({ folder: target });
  expect(again.reader.list({ limit: 10 })).toEqual([two.id, one.id].map((id) => store.reader.find(id)));
  expect(again.reader.output(two.stepRun(1))).toEqual(inline("text"));
  expect(again.reader.plan(one.id)).toEqual(store.reader.plan(one.id));
  expect(again.workers.list()).toEqual([]);
  expect(again.integrityCheck()).toEqual([]);
  expect(again.vault.keyId).toBe(store.vault.keyId);
  expect(readdirSync(target).filter((name) => /draft|restored|part/.test(name))).toEqual([]);
});

test("without a passphrase the key is not in it, and nothing of it", async () => {
  const { store, file, target } = await openFilled();
  await createBackup({ dataFolder: store.folder.root, file, now: start });
  const key = readFileSync(store.folder.vaultKey, "utf8").trim();
  const content = readFileSync(file);
  expect(content.includes(key)).toBe(false);
  expect(content.includes(Buffer.from(key, "base64"))).toBe(false);
  const ask = async (): Promise<string> => {
    throw new Error("nobody needs a passphrase");
  };
  expect((await restore(file, target, { passphrase: ask })).key).toBe("missing");
  expect(existsSync(join(target, "vault.key"))).toBe(false);
});

test("with a passphrase the key is sealed: another one does not open it, and leaves nothing behind", async () => {
  const { store, file, target } = await openFilled();
  await createBackup({ dataFolder: store.folder.root, file, passphrase, now: start });
  expect(readFileSync(file).includes(readFileSync(store.folder.vaultKey, "utf8").trim())).toBe(false);
  const wrong = restore(file, target, { passphrase: async () => "correct horse batterY" });
  expect((await refusal(wrong)).code).toBe("passphrase_wrong");
  expect(existsSync(target)).toBe(false);
  expect((await restore(file, target, { passphrase: async () => undefined })).key).toBe("missing");
});

test("a key in the folder is used when it is the right one", async () => {
  const { store, file, target } = await openFilled();
  await createBackup({ dataFolder: store.folder.root, file, now: start });
  mkdirSync(target);
  writeFileSync(join(target, "vault.key"), readFileSync(store.folder.vaultKey));
  expect((await restore(file, target)).key).toBe("present");
  const other = `${target}-other`;
  mkdirSync(other);
  writeFileSync(join(other, "vault.key"), `${Buffer.alloc(32, 7).toString("base64")}\n`);
  expect((await restore(file, other)).key).toBe("other");
});

test("a blob that expires while the backup is made leaves a run whose output has expired", async () => {
  const { store, one, file, target } = await openFilled();
  rmSync(join(store.folder.blobs, "large"));
  const manifest = await createBackup({ dataFolder: store.folder.root, file, now: start });
  expect(manifest).toMatchObject({ blobs: 1, lostBlobs: 1 });
  await restore(file, target);
  const again = await openTestStore({ folder: target });
  expect(again.reader.outputsExpired(one.id)).toBe(true);
  expect(again.integrityCheck()).toEqual([]);
});

test("nothing is overwritten, neither a file nor a folder", async () => {
  const { store, file, target } = await openFilled();
  const dataFolder = store.folder.root;
  const options = { dataFolder, file, now: start };
  await createBackup(options);
  expect((await refusal(createBackup(options))).code).toBe("already_exists");
  await createBackup({ ...options, overwrite: true });
  expect((await refusal(restore(file, dataFolder))).code).toBe("already_exists");
  mkdirSync(target);
  writeFileSync(join(target, "letter.txt"), "mine");
  expect((await refusal(restore(file, target))).code).toBe("already_exists");
  expect(readdirSync(target)).toEqual(["letter.txt"]);
});

test("what cannot be backed up says why", async () => {
  const { store, file } = await openFilled();
  const nowhere = createBackup({ dataFolder: join(tempFolder(), "none"), file, now: start });
  expect((await refusal(nowhere)).code).toBe("not_found");
  const short = createBackup({ dataFolder: store.folder.root, file, passphrase: "1234567", now: start });
  expect((await refusal(short)).code).toBe("wrong_use");
  const unwritable = createBackup({ dataFolder: store.folder.root, file: join(file, "no", "folder"), now: start });
  expect((await refusal(unwritable)).kind).toBe("operational");
  expect(existsSync(file)).toBe(false);
});

test("a file that is no backup, or was changed, is refused and leaves no database", async () => {
  const { store, file, target } = await openFilled();
  await createBackup({ dataFolder: store.folder.root, file, now: start });
  const change = (sql: string): string => {
    const path = join(tempFolder(), "changed.sluice");
    writeFileSync(path, readFileSync(file));
    const connection = connect(path, { busyMs: 0 });
    connection.exec(sql);
    connection.close();
    return path;
  };
  const cut = join(tempFolder(), "cut.sluice");
  writeFileSync(cut, readFileSync(file).subarray(0, 40_000));
  const text = join(tempFolder(), "text.sluice");
  writeFileSync(text, "no database");
  const files = [
    cut,
    text,
    store.folder.database,
    change("UPDATE backup_parts SET bytes = x'00' WHERE name = 'small'"),
    change("UPDATE backup_blobs SET name = '../../escaped' WHERE name = 'small'"),
    change("CREATE TRIGGER evil AFTER DELETE ON runs BEGIN DELETE FROM tokens; END"),
    change(`UPDATE backup_manifest SET json = '{"version":2}'`),
  ];
  for (const path of files) {
    expect([path, (await refusal(restore(path, target))).code]).toEqual([path, "backup_unusable"]);
    expect(existsSync(join(target, "sluice.db"))).toBe(false);
    rmSync(target, { recursive: true, force: true });
  }
  expect((await refusal(restore(join(target, "none"), target))).code).toBe("not_found");
  const newer = change("INSERT INTO migrations SELECT max(number) + 1, 'next', 'x', 0 FROM migrations");
  expect((await refusal(restore(newer, target))).code).toBe("data_folder_newer");
});

test("a restored database can shrink, also when the one it came from could not", async () => {
  const { store, file, target } = await openFilled();
  await createBackup({ dataFolder: store.folder.root, file, now: start });
  const path = join(tempFolder(), "old.sluice");
  writeFileSync(path, readFileSync(file));
  const old = connect(path, { busyMs: 0 });
  old.pragma("auto_vacuum = NONE");
  old.exec("VACUUM");
  old.close();
  await restore(path, target);
  const connection = connectReadOnly(join(target, "sluice.db"));
  expect(connection.pragma("auto_vacuum", { simple: true })).toBe(2);
  connection.close();
});

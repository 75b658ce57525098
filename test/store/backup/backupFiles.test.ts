import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createBackupFiles } from "../../../core/store/backup/createBackupFiles.ts";
import { openTestStore } from "../openTestStore.ts";

test("each backup has a file of its own until it is thrown away; what was left behind before goes first", async () => {
  const { folder } = await openTestStore();
  const downloads = join(folder.root, "downloads");
  mkdirSync(downloads);
  writeFileSync(join(downloads, "left.backup"), "x");
  const backups = createBackupFiles({ dataFolder: folder.root, key: undefined, now: () => 0 });
  const [first, second] = await Promise.all([backups.create(undefined), backups.create(undefined)]);
  expect(first.path).not.toBe(second.path);
  expect([first.bytes, readdirSync(downloads).length]).toEqual([statSync(first.path).size, 2]);
  await first.dispose();
  expect([existsSync(first.path), existsSync(second.path)]).toEqual([false, true]);
  await second.dispose();
  expect(readdirSync(downloads)).toEqual([]);
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findOwner } from "../../core/store/acquireLock.ts";
import { resolveDataFolder } from "../../core/store/dataFolder.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { buildRun } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";
import { startOwner } from "./startOwner.ts";

test("a folder is not opened twice in one process", async () => {
  const first = await openTestStore();
  const error = await refusal(openTestStore({ folder: first.folder.root }));
  expect(error.code).toBe("data_folder_in_use");
  await first.close();
  await openTestStore({ folder: first.folder.root });
});

test("a folder another process owns is refused, naming that process", async () => {
  const folder = tempFolder();
  const owner = startOwner(folder, "hold");
  await owner.lines(1);
  const error = await refusal(openTestStore({ folder }));
  expect(error.code).toBe("data_folder_in_use");
  expect(error.message).toContain(`process ${owner.pid}`);
  expect(error.details.pid).toBe(owner.pid);
  expect(findOwner(resolveDataFolder(folder))).toMatchObject({ pid: owner.pid });
});

test("the lock goes with the process, however it dies", async () => {
  const folder = tempFolder();
  const owner = startOwner(folder, "hold");
  await owner.lines(1);
  await owner.kill();
  expect(findOwner(resolveDataFolder(folder))).toBeUndefined();
  const store = await openTestStore({ folder });
  await store.runs.commit([buildRun(1).accepted]);
  expect(findOwner(store.folder)).toMatchObject({ pid: process.pid });
});

test("text an owner left behind does no harm", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "owner.json"), "not json");
  const store = await openTestStore({ folder });
  expect(JSON.parse(readFileSync(join(folder, "owner.json"), "utf8"))).toMatchObject({ pid: process.pid });
  await store.close();
  expect(findOwner(store.folder)).toBeUndefined();
});

test("a reader asks for no lock and leaves that of the owner alone", async () => {
  const folder = tempFolder();
  const owner = startOwner(folder, "hold");
  await owner.lines(1);
  const reader = await openTestStore({ folder, mode: "reader" });
  expect(reader.reader.list({ limit: 1 })).toEqual([]);
  await reader.close();
  expect((await refusal(openTestStore({ folder }))).code).toBe("data_folder_in_use");
});

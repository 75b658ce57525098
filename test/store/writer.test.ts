import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, test, vi } from "vitest";
import { tempFolder } from "../support/tempFolder.ts";
import { buildRun } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";
import { startOwner } from "./startOwner.ts";

/** The threads that are started while `open` runs. */
async function catchThreads<T>(open: () => Promise<T>): Promise<{ result: T; threads: Set<Worker> }> {
  const threads = new Set<Worker>();
  const post = vi.spyOn(Worker.prototype, "postMessage").mockImplementation(function (this: Worker, message, transfer) {
    threads.add(this);
    post.mockRestore();
    return this.postMessage(message, transfer as never);
  });
  return { result: await open(), threads };
}

test("when the thread that writes dies, every pending and later commit is rejected and reads go on", async () => {
  const { result: store, threads } = await catchThreads(() => openTestStore());
  const first = buildRun(1);
  await store.runs.commit([first.accepted]);
  const pending = Array.from({ length: 200 }, (_, index) => store.runs.commit([buildRun(index + 2).accepted]));
  const settled = Promise.allSettled(pending);
  for (const thread of threads) await thread.terminate();
  const results = await settled;
  const stored = results.filter(({ status }) => status === "fulfilled").length;
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "data_folder_broken" });
  }
  const error = await refusal(store.runs.commit([buildRun(500).accepted]));
  expect(error.code).toBe("data_folder_broken");
  expect(error.message).toContain("thread that writes");
  // A commit may be on disk whose answer was lost, never the other way round.
  expect(store.reader.list({ limit: 1000 }).length).toBeGreaterThanOrEqual(stored + 1);
  expect(store.reader.find(first.id)).toBeDefined();
  await store.close();
  const again = await openTestStore({ folder: store.folder.root });
  await again.runs.commit([buildRun(600).accepted]);
});

test("a store that is left open does not keep the process, and nothing is lost", async () => {
  const folder = tempFolder();
  const process = startOwner(folder, "leave");
  expect(await process.exitCode).toBe(0);
  const store = await openTestStore({ folder });
  expect(store.reader.list({ limit: 10 })).toHaveLength(1);
});

test("the log moves into the database on demand", async () => {
  const store = await openTestStore();
  await store.runs.commit([buildRun(1).accepted]);
  await store.checkpoint();
  expect(statSync(`${store.folder.database}-wal`).size).toBe(0);
});

test("one file of the store knows SQLite", () => {
  const store = fileURLToPath(new URL("../../core/store", import.meta.url));
  const files = readdirSync(store, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const importers = files.filter((name) => readFileSync(join(store, name), "utf8").includes('from "better-sqlite3"'));
  expect(importers).toEqual(["connect.ts"]);
});

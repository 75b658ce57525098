import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { connect } from "../../core/store/connect.ts";
import type { Store } from "../../core/store/Store.ts";
import { buildRun, inline, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

async function fill(store: Store, runs: number, bytes: number): Promise<void> {
  const text = "x".repeat(bytes);
  for (let number = 1; number <= runs; number += 1) {
    const run = buildRun(number);
    await store.runs.commit([run.accepted, run.succeeded(0, inline(text)), run.ended()]);
  }
}

async function compact(store: Store): Promise<number[]> {
  const slices: number[] = [];
  for await (const pages of store.compactor.slices()) slices.push(pages);
  return slices;
}

test("gives the room of deleted runs back to the disk, a few pages at a time", async () => {
  const store = await openTestStore();
  await fill(store, 16, 1_000_000);
  await store.checkpoint();
  const full = statSync(store.folder.database).size;
  expect(full).toBeGreaterThan(16_000_000);
  expect(await compact(store)).toEqual([]);
  await store.pruner.prune(start + 100);
  const slices = await compact(store);
  expect(slices.length).toBeGreaterThan(10);
  expect(Math.max(...slices)).toBeLessThanOrEqual(128);
  await store.checkpoint();
  expect(statSync(store.folder.database).size).toBeLessThan(full / 4);
  expect(store.integrityCheck()).toEqual([]);
});

test("leaves a database alone in which little is free, and one that cannot shrink", async () => {
  const store = await openTestStore();
  await fill(store, 2, 1_000_000);
  await store.pruner.prune(start + 100);
  expect(await compact(store)).toEqual([]);
  await store.close();

  const connection = connect(store.folder.database, { busyMs: 1000 });
  connection.pragma("journal_mode = DELETE");
  connection.pragma("auto_vacuum = NONE");
  connection.exec("VACUUM");
  connection.close();
  const old = await openTestStore({ folder: store.folder.root });
  await fill(old, 8, 1_000_000);
  await old.pruner.prune(start + 100);
  expect(await compact(old)).toEqual([]);
});

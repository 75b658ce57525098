import { cpSync, existsSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { LogReserve } from "../../core/store/writer/LogReserve.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { buildRun } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

const full = 8 * 1_048_576;

test("the log gets its size ahead of use, and everything written before, meanwhile and after is there after a crash", async () => {
  const store = await openTestStore();
  const log = `${store.folder.database}-wal`;
  let number = 1;
  const write = async () => {
    await store.runs.commit([buildRun(number).accepted]);
    number += 1;
  };
  await write();
  await expect
    .poll(
      async () => {
        await write();
        return statSync(log).size;
      },
      { timeout: 20_000 },
    )
    .toBe(full);
  await write();
  expect(
    readFileSync(log)
      .subarray(-4096)
      .every((byte) => byte === 0),
  ).toBe(true);
  const crashed = tempFolder();
  cpSync(store.folder.root, crashed, { recursive: true, filter: (path) => !/lock|-shm$/.test(path) });
  const again = await openTestStore({ folder: crashed });
  expect(again.reader.list({ limit: 10_000 })).toHaveLength(number - 1);
  await again.runs.commit([buildRun(number).accepted]);
  expect(again.reader.list({ limit: 10_000 })).toHaveLength(number);
});

test("nothing is reserved where no log is, and a folder that is gone is no error", async () => {
  const path = `${tempFolder()}/nowhere/sluice.db-wal`;
  const reserve = new LogReserve(path, { delayMs: 0 });
  reserve.start();
  await new Promise((resolve) => setImmediate(() => setTimeout(resolve, 5)));
  expect(existsSync(path)).toBe(false);
  reserve.stop();
});

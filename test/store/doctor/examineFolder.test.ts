import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../../core/store/connect.ts";
import { examineFolder } from "../../../core/store/doctor/examineFolder.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { blob, buildRun } from "../buildRun.ts";
import { openTestStore } from "../openTestStore.ts";

async function openFilled() {
  const store = await openTestStore();
  const run = buildRun(1, { vault: store.vault });
  writeFileSync(join(store.folder.blobs, "b1"), "large");
  await store.runs.commit([run.accepted, run.succeeded(0, blob("b1")), run.ended()]);
  const examine = (key?: string) => {
    const { isHealthy, checks } = examineFolder({ dataFolder: store.folder.root, key });
    const notable = checks.filter(({ state }) => state !== "ok").map(({ name, state }) => `${name}: ${state}`);
    return { isHealthy, notable, checks };
  };
  return { store, examine };
}

test("finds nothing in a data folder that is fine, beside its host and after it", async () => {
  const { store, examine } = await openFilled();
  const { isHealthy, notable, checks } = examine();
  expect([isHealthy, notable]).toEqual([true, []]);
  expect(checks[0]).toEqual({ name: "host", state: "ok", detail: `a host is at work, process ${process.pid}` });
  expect(checks.map(({ name }) => name)).toEqual([
    "host",
    "permissions",
    "disk",
    "integrity",
    "references",
    "versions",
    "blobs",
    "orphaned blobs",
    "orphaned rows",
    "database",
    "key",
  ]);
  await store.close();
  expect(examine().checks[0]?.detail).toBe("none is at work");
});

test("names what is missing, left over, open to others or of another key", async () => {
  const { store, examine } = await openFilled();
  await store.close();
  writeFileSync(join(store.folder.blobs, "left"), "over");
  expect(examine().notable).toEqual(["orphaned blobs: warning"]);
  rmSync(join(store.folder.blobs, "b1"));
  expect(examine()).toMatchObject({ isHealthy: false, notable: ["blobs: problem", "orphaned blobs: warning"] });
  writeFileSync(join(store.folder.blobs, "b1"), "cut");
  rmSync(join(store.folder.blobs, "left"));
  expect(examine().notable).toEqual(["blobs: problem"]);
  writeFileSync(join(store.folder.blobs, "b1"), "large");
  expect(examine("another key").notable).toEqual(["key: problem"]);
  rmSync(store.folder.vaultKey);
  expect(examine().notable).toEqual(["key: problem"]);
  expect(existsSync(store.folder.vaultKey)).toBe(false);
});

test.skipIf(process.platform === "win32")("a key that others can read is a problem", async () => {
  const { store, examine } = await openFilled();
  chmodSync(store.folder.database, 0o644);
  expect(examine().notable).toEqual(["permissions: warning"]);
  chmodSync(store.folder.vaultKey, 0o640);
  expect(examine().notable).toEqual(["permissions: problem"]);
});

test("rows that nothing leads to are a warning, dangling ones a problem", async () => {
  const { store, examine } = await openFilled();
  await store.close();
  const change = (sql: string): void => {
    const connection = connect(store.folder.database, { busyMs: 0 });
    connection.pragma("foreign_keys = OFF");
    connection.exec(sql);
    connection.close();
  };
  change("INSERT INTO logs VALUES (999, 1, 999, 0, 1, 25, 'm', 'x')");
  expect(examine()).toMatchObject({ isHealthy: true, notable: ["orphaned rows: warning"] });
  change("INSERT INTO events (seq, run, step_run, type, at, body) VALUES (1000, 77, NULL, 'x', 0, '{}')");
  expect(examine().notable).toEqual(["references: problem", "orphaned rows: warning"]);
});

test("a damaged or newer database is a problem, none at all is not", async () => {
  const { store, examine } = await openFilled();
  await store.close();
  const connection = connect(store.folder.database, { busyMs: 0 });
  connection.exec("INSERT INTO migrations SELECT max(number) + 1, 'next', 'x', 0 FROM migrations");
  connection.close();
  expect(examine().notable).toEqual(["versions: problem"]);
  writeFileSync(store.folder.database, "no database at all, but long enough to be taken for one".repeat(50));
  expect(examine().isHealthy).toBe(false);
  const empty = examineFolder({ dataFolder: join(tempFolder(), "none"), key: undefined });
  expect(empty).toMatchObject({ isHealthy: true, checks: [{ name: "data folder", state: "warning" }] });
});

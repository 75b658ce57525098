import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import { connectReadOnly } from "../../core/store/connect.ts";
import type { Store } from "../../core/store/Store.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { blob, buildRun, inline, logLine, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

const tables = [
  "runs",
  "step_runs",
  "run_plans",
  "plan_shapes",
  "events",
  "logs",
  "outputs",
  "step_parameters",
  "blobs",
];

function count(store: Store, table: string): unknown {
  const connection = connectReadOnly(store.folder.database);
  try {
    return connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  } finally {
    connection.close();
  }
}

function writeBlob(store: Store, name: string): void {
  writeFileSync(join(store.folder.blobs, name), "large");
}

test("deletes all of an ended run, and its blob files", async () => {
  const store = await openTestStore();
  const run = buildRun(1);
  writeBlob(store, "b1");
  writeBlob(store, "pin");
  const withPin = { ...run.accepted, plan: { ...run.plan, pins: { second: blob("pin") } } };
  const finished = { ...run.succeeded(0, blob("b1")), parameters: new Uint8Array([1]) } as Commit;
  await store.runs.commit([
    withPin,
    run.started(0),
    logLine(run, 0, { level: 25, message: "x" }),
    finished,
    run.ended(),
  ]);
  expect(await store.pruner.prune(start + 31)).toBe(1);
  expect(store.reader.find(run.id)).toBeUndefined();
  expect(Object.fromEntries(tables.map((table) => [table, count(store, table)]))).toEqual(
    Object.fromEntries(tables.map((table) => [table, 0])),
  );
  expect(readdirSync(store.folder.blobs)).toEqual([]);
  expect(store.integrityCheck()).toEqual([]);
});

test("leaves runs that are kept, have not ended, or ended later", async () => {
  const { runs, pruner, reader } = await openTestStore();
  const [kept, unfinished, later, old] = [buildRun(1), buildRun(2), buildRun(3), buildRun(4)];
  await runs.commit([kept, unfinished, later, old].map(({ accepted }) => accepted));
  await runs.commit([kept.ended(), later.ended("FAILURE", start + 100), old.ended("REVOKED")]);
  await pruner.keep(kept.id, true);
  expect(await pruner.prune(start + 100)).toBe(1);
  expect(reader.list({ limit: 10 }).map(({ id }) => id)).toEqual([later.id, unfinished.id, kept.id]);
  await pruner.keep(kept.id, false);
  expect(await pruner.prune(start + 100)).toBe(1);
});

test("keeps a blob as long as another run refers to it", async () => {
  const store = await openTestStore();
  const [old, next] = [buildRun(1), buildRun(2)];
  writeBlob(store, "shared");
  await store.runs.commit([old.accepted, old.succeeded(0, blob("shared")), old.ended()]);
  const reused = { ...next.succeeded(0, blob("shared")) };
  await store.runs.commit([next.accepted, reused, next.ended("SUCCESS", start + 500)]);
  await store.pruner.prune(start + 100);
  expect(existsSync(join(store.folder.blobs, "shared"))).toBe(true);
  expect(store.reader.output(next.stepRun(0))).toEqual(blob("shared"));
  await store.pruner.prune(start + 501);
  expect(readdirSync(store.folder.blobs)).toEqual([]);
});

test("keeps a plan that another run shares", async () => {
  const store = await openTestStore();
  const [old, next] = [buildRun(1), buildRun(2)];
  await store.runs.commit([old.accepted, old.ended(), next.accepted]);
  expect(count(store, "plan_shapes")).toBe(1);
  await store.pruner.prune(start + 100);
  expect(store.runs.readPlan(next.id).document).toEqual(next.plan.document);
});

test("keeps an ended child as long as the run that triggered it goes on", async () => {
  const { runs, pruner } = await openTestStore();
  const parent = buildRun(1);
  const key = { stepRunId: parent.stepRun(0), retry: 0, index: 0 };
  const child = buildRun(2, { child: key });
  await runs.commit([parent.accepted]);
  await runs.commit([child.accepted, child.ended()]);
  expect(await pruner.prune(start + 100)).toBe(0);
  expect(runs.findChildRun(key)).toBe(child.id);
  await runs.commit([parent.ended()]);
  expect(await pruner.prune(start + 100)).toBe(2);
});

test("keeps reports and samples", async () => {
  const { runs, pruner, reports, samples } = await openTestStore();
  const run = buildRun(1, { stepIds: { first: "step-id" } });
  const finished = {
    ...run.succeeded(0),
    report: [{ kind: "row", table: "devices", row: { name: "a" } }],
    sample: { json: "[1]", schema: { type: "array" }, count: 1, bytes: 3 },
  } as Commit;
  await runs.commit([run.accepted, finished, run.ended()]);
  await pruner.prune(start + 100);
  expect(reports.entries(run.id)).toEqual([{ kind: "row", table: "devices", row: { name: "a" } }]);
  expect(samples.find("step-id")).toMatchObject({ json: "[1]", runId: run.id });
});

test("prunes many runs and tells how many", async () => {
  const { runs, pruner, reader } = await openTestStore();
  const many = Array.from({ length: 130 }, (_, index) => buildRun(index + 1));
  await Promise.all(many.map((run) => runs.commit([run.accepted, run.ended()])));
  expect(await pruner.prune(start + 100)).toBe(130);
  expect(reader.list({ limit: 10 })).toEqual([]);
});

test("takes a large run away a few rows at a time, with its blobs, and stops where it is told to", async () => {
  const store = await openTestStore();
  const steps = Array.from({ length: 250 }, (_, index) => `step ${index}`);
  const run = buildRun(1, { steps });
  writeBlob(store, "b1");
  await store.runs.commit([run.accepted, run.succeeded(3, blob("b1"))]);
  const lines = Array.from({ length: 1200 }, (_, index) => logLine(run, 0, { level: 25, message: `${index}` }));
  await store.runs.commit(lines);
  await store.runs.commit([run.ended()]);
  for await (const gone of store.pruner.slices(start + 100)) {
    expect(gone).toBe(0);
    break;
  }
  expect(count(store, "logs")).toBe(700);
  expect(store.reader.stepRuns(run.id)).toHaveLength(250);
  const left: unknown[] = [];
  for await (const gone of store.pruner.slices(start + 100)) left.push([gone, count(store, "step_runs")]);
  expect(left).toContainEqual([0, 150]);
  expect(left).toContainEqual([0, 50]);
  expect(left).toContainEqual([1, 0]);
  expect(readdirSync(store.folder.blobs)).toEqual([]);
  expect(store.integrityCheck()).toEqual([]);
});

test("looks for expired runs by the time of their end only", async () => {
  const store = await openTestStore();
  const connection = connectReadOnly(store.folder.database);
  const sql = `SELECT n FROM runs WHERE finished_at IS NOT NULL AND kept = 0 AND finished_at < 5 AND finished_at >= 0
    AND (finished_at > 0 OR n > 0) ORDER BY finished_at, n LIMIT 25`;
  const plan = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
  connection.close();
  expect(plan.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/INDEX runs_to_prune \(finished_at>\? AND finished_at<\?\)$/),
  ]);
});

test("gives no sequence number a second time", async () => {
  const store = await openTestStore();
  const run = buildRun(1);
  const [accepted] = await store.runs.commit([run.accepted, run.ended()]);
  await store.pruner.prune(start + 100);
  await store.close();
  const again = await openTestStore({ folder: store.folder.root });
  const [later] = await again.runs.commit([buildRun(2).accepted]);
  expect(later?.seq).toBeGreaterThan((accepted?.seq ?? 0) + 1);
});

test("drops versions of step classes that were never present and no run names, and expired cache entries", async () => {
  const clock = new FakeClock(start);
  const { stepClasses, cache, pruner } = await openTestStore({ clock });
  const manifest = {
    file: "A",
    friendlyName: "A",
    description: "",
    version: "1",
    type: "standard" as const,
    parameters: [],
    stepFunctions: [],
    usesPreviousParameters: false,
    hash: "",
  };
  const version = {
    file: "A",
    syncpack: undefined,
    source: "s",
    compiled: "c",
    originFolder: "/",
    manifest,
    createdAt: 1,
  };
  await stepClasses.save({ ...version, hash: "present" }, { current: true });
  await stepClasses.save({ ...version, hash: "later" }, { current: true });
  await stepClasses.save({ ...version, hash: "unused" }, { current: false });
  await stepClasses.save({ ...version, hash: "packed", syncpack: "base" }, { current: false });
  expect(stepClasses.has("unused")).toBe(true);
  await cache.save("short", 1, start + 10);
  await cache.save("long", 1, undefined);
  clock.advance(1000);
  await pruner.prune(start + 1000);
  const hashes = ["present", "later", "unused", "packed"];
  expect(hashes.filter((hash) => stepClasses.has(hash))).toEqual(["present", "later", "packed"]);
  expect(hashes.filter((hash) => stepClasses.findByHash(hash))).toEqual(["present", "later", "packed"]);
  expect(cache.read("short", 0)).toBeUndefined();
  expect(cache.read("long", start)).toBe(1);
});

test("an unknown run cannot be kept", async () => {
  const { pruner } = await openTestStore();
  expect((await refusal(pruner.keep("isapp-none", true))).code).toBe("not_found");
});

test("an output that is gone without its run counts as expired", async () => {
  const { runs, reader } = await openTestStore();
  const [whole, lost] = [buildRun(1), buildRun(2)];
  await runs.commit([whole.accepted, whole.succeeded(0, inline("x")), lost.accepted]);
  const data = { kind: "value", bytes: 1 } as const;
  const event = { type: "step.finished", ...lost.at(0), state: "SUCCESS", attempt: 1, warning: false, data } as const;
  await runs.commit([{ event }]);
  expect(reader.outputsExpired(whole.id)).toBe(false);
  expect(reader.outputsExpired(lost.id)).toBe(true);
});

test("opening sweeps blob files that no row names, temporary ones included; a reader sweeps nothing", async () => {
  const store = await openTestStore();
  const run = buildRun(1);
  for (const name of ["known", "orphan", "cut.tmp"]) writeBlob(store, name);
  await store.runs.commit([run.accepted, run.succeeded(0, blob("known"))]);
  await store.close();
  const reader = await openTestStore({ folder: store.folder.root, mode: "reader" });
  await reader.close();
  expect(readdirSync(store.folder.blobs)).toHaveLength(3);
  await openTestStore({ folder: store.folder.root });
  expect(readdirSync(store.folder.blobs)).toEqual(["known"]);
});

test("a document whose last run is deleted can be run again, though other runs are stored all the while", async () => {
  const store = await openTestStore();
  const old = buildRun(1, { steps: ["nightly"] });
  const other = buildRun(2);
  await store.runs.commit([old.accepted, old.started(0), old.ended()]);
  await store.runs.commit([other.accepted, other.started(0)]);
  let isOver = false;
  const write = async (message: string) => {
    while (!isOver) await store.runs.commit([logLine(other, 0, { level: 25, message })]);
  };
  const writing = [write("one"), write("two")];
  expect(await store.pruner.prune(start + 31)).toBe(1);
  isOver = true;
  await Promise.all(writing);
  for (const number of [3, 4]) await store.runs.commit([buildRun(number, { steps: ["nightly"] }).accepted]);
  expect(store.reader.list({ limit: 10 }).map(({ id }) => id)).toHaveLength(3);
});

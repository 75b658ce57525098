import { expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import type { ReportEntry } from "../../core/model/Report.ts";
import { type BuiltRun, buildRun, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

const row = (name: string): ReportEntry => ({ kind: "row", table: "devices", row: { name } });

function adding(run: BuiltRun, position: number, report: ReportEntry[], at?: number): Commit {
  const commit = run.succeeded(position);
  const event = at === undefined ? commit.event : { ...commit.event, at };
  return { ...commit, event, report } as Commit;
}

test("entries come as they were given, in the order of storing", async () => {
  const { runs, reports } = await openTestStore();
  const run = buildRun(1);
  const entries: ReportEntry[] = [
    { kind: "column", table: "devices", column: "name" },
    { kind: "column", table: "devices", column: "ip", title: "IP address" },
    { kind: "row", table: "devices", dataKey: "servers", key: "7", status: "Removed", row: { name: "b", count: 2 } },
    { kind: "row", table: "errors", row: JSON.parse('{"__proto__":{"a":[null]}}') },
  ];
  await runs.commit([run.accepted, adding(run, 1, entries)]);
  await runs.commit([adding(run, 0, [row("a")])]);
  expect(JSON.stringify(reports.entries(run.id))).toBe(JSON.stringify([...entries, row("a")]));
  expect(reports.find(run.id)).toMatchObject({ runId: run.id, appName: "flow", rowCount: 3 });
  expect([reports.entries("isapp-none"), reports.find("isapp-none")]).toEqual([[], undefined]);
});

test("a run without entries has no report", async () => {
  const { runs, reports } = await openTestStore();
  const run = buildRun(1);
  await runs.commit([run.accepted, adding(run, 0, [])]);
  expect(reports.find(run.id)).toBeUndefined();
});

test("lists newest first by page, application and text", async () => {
  const { runs, reports } = await openTestStore();
  for (const number of [1, 2, 3, 4, 5]) {
    const run = buildRun(number, { record: { appName: number % 2 === 0 ? "even_app" : "odd" } });
    await runs.commit([run.accepted, adding(run, 0, [row("a")])]);
  }
  const ids = (filter: Partial<Parameters<typeof reports.list>[0]> = {}) =>
    reports.list({ limit: 10, ...filter }).map(({ runId }) => Number(runId.slice(-4)));
  expect(ids()).toEqual([5, 4, 3, 2, 1]);
  expect(ids({ appName: "odd" })).toEqual([5, 3, 1]);
  expect(ids({ text: "EN_A" })).toEqual([4, 2]);
  expect(ids({ text: "%" })).toEqual([]);
  const before = buildRun(4).id;
  expect(ids({ limit: 2, before })).toEqual([3, 2]);
  expect(await reports.delete(before)).toBe(true);
  expect(ids({ limit: 2, before })).toEqual([3, 2]);
  expect([reports.count({}), reports.count({ appName: "odd" }), reports.count({ text: "even" })]).toEqual([4, 3, 1]);
});

test("deletes one, all of an application, and those older than a time, with their rows", async () => {
  const store = await openTestStore();
  const { runs, reports } = store;
  const many = Array.from({ length: 50 }, (_, index) => buildRun(index + 1));
  for (const [index, run] of many.entries()) {
    await runs.commit([run.accepted, adding(run, 0, [row("a")], start + index)]);
  }
  const gone: number[] = [];
  for await (const count of reports.slices(start + 45)) gone.push(count);
  expect(gone.filter((count) => count > 0)).toEqual([20, 20, 5]);
  expect(reports.list({ limit: 100 })).toHaveLength(5);
  expect(reports.entries(many[0]?.id ?? "")).toEqual([]);
  expect([await reports.delete(many[49]?.id ?? ""), await reports.delete("isapp-none")]).toEqual([true, false]);
  expect([await reports.deleteOf("other"), await reports.deleteOf("flow")]).toEqual([0, 4]);
  expect(store.integrityCheck()).toEqual([]);
});

test("a step whose result is taken over brings along what it had added, but only into a run that makes a report", async () => {
  const { runs, reports } = await openTestStore();
  const old = buildRun(1, { record: { generateReport: true } });
  await runs.commit([
    old.accepted,
    adding(old, 0, [row("kept"), row("too")]),
    adding(old, 1, [row("again")]),
    old.ended(),
  ]);
  const takeOver = (run: BuiltRun): Commit => {
    const { event } = run.succeeded(0);
    return { event: { ...event, reusedFrom: old.stepRun(0) } } as Commit;
  };
  const next = buildRun(2, { record: { generateReport: true } });
  await runs.commit([next.accepted, takeOver(next), adding(next, 1, [row("new")])]);
  expect(reports.entries(next.id)).toEqual([row("kept"), row("too"), row("new")]);
  const silent = buildRun(3);
  await runs.commit([silent.accepted, takeOver(silent)]);
  expect(reports.find(silent.id)).toBeUndefined();
});

test("a large report goes a few rows at a time", async () => {
  const { runs, reports } = await openTestStore();
  const run = buildRun(1);
  const rows = Array.from({ length: 1200 }, (_, index) => row(String(index)));
  await runs.commit([run.accepted, adding(run, 0, rows, start)]);
  const left: (number | undefined)[] = [];
  for await (const _ of reports.slices(start + 1)) left.push(reports.find(run.id)?.rowCount);
  expect(left).toEqual([700, 200, 0, undefined]);
});

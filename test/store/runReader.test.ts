import { describe, expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import { buildRun, logLine, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

describe("the list of runs", () => {
  test("is newest first, paged by run, filtered by application and state", async () => {
    const { runs, reader } = await openTestStore();
    const many = Array.from({ length: 9 }, (_, index) => {
      return buildRun(index + 1, { record: { appName: index % 2 === 0 ? "even" : "odd" } });
    });
    for (const run of many) await runs.commit([run.accepted]);
    await runs.commit(many.slice(0, 4).map((run) => run.ended("FAILURE")));
    const ids = (filter: Parameters<typeof reader.list>[0]) => {
      return reader.list(filter).map(({ id }) => many.findIndex((run) => run.id === id));
    };
    expect(ids({ limit: 4 })).toEqual([8, 7, 6, 5]);
    expect(ids({ limit: 4, before: many[5]?.id ?? "" })).toEqual([4, 3, 2, 1]);
    expect(ids({ limit: 100, before: many[0]?.id ?? "" })).toEqual([]);
    expect(ids({ limit: 100, appName: "odd" })).toEqual([7, 5, 3, 1]);
    expect(ids({ limit: 100, state: "FAILURE" })).toEqual([3, 2, 1, 0]);
    expect(ids({ limit: 100, state: "FAILURE", appName: "even" })).toEqual([2, 0]);
    expect(ids({ limit: 1, state: "FAILURE", appName: "even", before: many[2]?.id ?? "" })).toEqual([0]);
    expect(reader.countUnfinished()).toBe(5);
  });

  test("goes on after a run that was pruned meanwhile", async () => {
    const { runs, reader, pruner } = await openTestStore();
    const [old, gone, last] = [buildRun(1), buildRun(2), buildRun(3)];
    await runs.commit([old.accepted, gone.accepted, gone.ended(), last.accepted]);
    await pruner.prune(start + 100);
    expect(reader.list({ limit: 10, before: gone.id }).map(({ id }) => id)).toEqual([old.id]);
  });
});

describe("log lines", () => {
  async function openWithLogs() {
    const store = await openTestStore();
    const [run, other] = [buildRun(1), buildRun(2)];
    await store.runs.commit([
      run.accepted,
      other.accepted,
      logLine(other, 0, { level: 50, message: "of another run" }),
    ]);
    await store.runs.commit([
      logLine(run, 0, { level: 10, message: "a debug line" }),
      logLine(run, 0, { level: 25, message: "50% of A_B done" }),
      logLine(run, 1, { level: 30, message: "a warning" }),
      logLine(run, 1, { level: 40, message: "an Error \\ with ümlaut 👋" }),
    ]);
    const messages = (filter: Parameters<typeof store.reader.logs>[1]) => {
      return store.reader.logs(run.id, filter).map(({ message }) => message);
    };
    return { ...store, run, messages };
  }

  test("say where they come from", async () => {
    const { reader, run } = await openWithLogs();
    expect(reader.logs(run.id, { limit: 1 })).toEqual([
      {
        seq: 4,
        time: start + 10,
        runId: run.id,
        stepRunId: run.stepRun(0),
        step: "first",
        attempt: 1,
        level: 10,
        module: "step",
        message: "a debug line",
      },
    ]);
  });

  test("are filtered by level, step and text, and paged by number", async () => {
    const { messages } = await openWithLogs();
    expect(messages({ limit: 10, minLevel: 25 })).toHaveLength(3);
    expect(messages({ limit: 10, minLevel: 30 })).toEqual(["a warning", "an Error \\ with ümlaut 👋"]);
    expect(messages({ limit: 10, minLevel: 40 })).toEqual(["an Error \\ with ümlaut 👋"]);
    expect(messages({ limit: 10, step: "second" })).toHaveLength(2);
    expect(messages({ limit: 10, text: "0% of a_b" })).toEqual(["50% of A_B done"]);
    expect(messages({ limit: 10, text: "a%b" })).toEqual([]);
    expect(messages({ limit: 10, text: "error \\ with" })).toHaveLength(1);
    expect(messages({ limit: 2 })).toEqual(["a debug line", "50% of A_B done"]);
    expect(messages({ limit: 10, after: 5 })).toHaveLength(2);
    expect(messages({ limit: 10, minLevel: 30, step: "first" })).toEqual([]);
  });
});

test("events and log lines come merged by number, for one run or all", async () => {
  const { runs, reader } = await openTestStore();
  const [a, b] = [buildRun(1), buildRun(2)];
  const items: Commit[] = [
    a.accepted,
    logLine(a, 0, { level: 25, message: "one" }),
    b.accepted,
    a.started(1, { resumed: true }),
    logLine(b, 1, { level: 30, message: "two" }),
    { event: { type: "run.revoking", at: start, runId: a.id } },
    a.ended("REVOKED"),
  ];
  const committed = await runs.commit(items);
  expect(reader.events({ after: 0, limit: 100 })).toEqual(committed);
  expect(reader.events({ after: 2, limit: 2 })).toEqual(committed.slice(2, 4));
  expect(reader.events({ runId: b.id, after: 0, limit: 100 })).toEqual([committed[2], committed[4]]);
  expect(reader.events({ runId: a.id, after: 4, limit: 100 })).toEqual(committed.slice(5));
});

test("what does not exist is undefined or empty", async () => {
  const { reader } = await openTestStore();
  expect(reader.find("isapp-none")).toBeUndefined();
  expect(reader.stepRuns("isapp-none")).toEqual([]);
  expect(reader.findStepRun("none")).toBeUndefined();
  expect(reader.output("none")).toBeUndefined();
  expect(reader.parameters("none")).toBeUndefined();
  expect(reader.routes("none")).toBeUndefined();
  expect(reader.logs("isapp-none", { limit: 5 })).toEqual([]);
});

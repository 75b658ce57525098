import { describe, expect, test } from "vitest";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import type { RunFilter } from "../../core/service/ports/repositories.ts";
import { connectReadOnly } from "../../core/store/connect.ts";
import { runListSql, toConditions } from "../../core/store/runs/createRunList.ts";
import { buildRun, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

const records: Partial<RunRecord>[] = [
  { appName: "alpha", queue: "fast", triggeredBy: { kind: "SCHEDULE" } },
  { appName: "Alphabet", triggeredBy: { kind: "API" } },
  { appName: "beta_50%", triggeredBy: { kind: "API" } },
  { appName: "alpha", kept: true },
  {
    appName: "beta_50%",
    queue: "fast",
    triggeredBy: { kind: "RUN", runId: "r", stepRunId: "s", stepName: "n", awaited: true },
  },
  { appName: "gamma" },
];

async function openWithRuns() {
  const store = await openTestStore();
  const runs = records.map((record, index) =>
    buildRun(index + 1, { record: { ...record, acceptedAt: start + Math.floor(index / 2) * 1000 } }),
  );
  for (const run of runs) await store.runs.commit([run.accepted]);
  const list = (filter: Omit<RunFilter, "limit">, limit = 10): number[] =>
    store.reader.list({ ...filter, limit }).map(({ id }) => runs.findIndex((run) => run.id === id));
  return { ...store, built: runs, list };
}

describe("the list of runs", () => {
  test("is filtered by queue, trigger, time and what is kept", async () => {
    const { list } = await openWithRuns();
    expect(list({})).toEqual([5, 4, 3, 2, 1, 0]);
    expect(list({ queue: "fast" })).toEqual([4, 0]);
    expect(list({ triggeredBy: "API" })).toEqual([2, 1]);
    expect(list({ triggeredBy: "RUN" })).toEqual([4]);
    expect(list({ from: start + 1000 })).toEqual([5, 4, 3, 2]);
    expect(list({ to: start + 1000 })).toEqual([1, 0]);
    expect(list({ from: start + 1000, to: start + 2000 })).toEqual([3, 2]);
    expect(list({ kept: true })).toEqual([3]);
    expect(list({ kept: true, appName: "gamma" })).toEqual([]);
    expect(list({ queue: "fast", triggeredBy: "SCHEDULE", state: "PENDING", appName: "alpha" })).toEqual([0]);
    expect(list({ queue: "fast", state: "SUCCESS" })).toEqual([]);
  });

  test("finds a part of the name of an application, its signs taken as they are", async () => {
    const { list } = await openWithRuns();
    expect(list({ text: "ALPHA" })).toEqual([3, 1, 0]);
    expect(list({ text: "a" }, 4)).toEqual([5, 4, 3, 2]);
    expect(list({ text: "a_5" })).toEqual([4, 2]);
    expect(list({ text: "0%" })).toEqual([4, 2]);
    expect(list({ text: "a%5" })).toEqual([]);
    expect(list({ text: "alpha", appName: "Alphabet" })).toEqual([1]);
    expect(list({ text: "nothing" })).toEqual([]);
  });

  test("finds the beginning of an id", async () => {
    const { built, list } = await openWithRuns();
    const [, second] = built;
    expect(list({ text: "isapp-0190" }, 2)).toEqual([5, 4]);
    expect(list({ text: "isapp-0190", before: second?.id ?? "" })).toEqual([0]);
    expect(list({ text: second?.id ?? "" })).toEqual([1]);
    expect(list({ text: "isapp-0190", queue: "fast" })).toEqual([4, 0]);
    expect(list({ text: "isapp-02" })).toEqual([]);
  });

  test.each<Omit<RunFilter, "limit" | "before">>([{}, { text: "a" }, { text: "isapp-" }, { state: "PENDING" }])(
    "gives every run once when paged one by one: %j",
    async (filter) => {
      const { built, list } = await openWithRuns();
      const whole = list(filter);
      const paged: number[] = [];
      for (;;) {
        const before = built[paged.at(-1) ?? -1]?.id;
        const [next] = list({ ...filter, ...(before === undefined ? {} : { before }) }, 1);
        if (next === undefined) break;
        paged.push(next);
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(whole.length);
    },
  );

  test("finds a text also when very many applications have it in their name", async () => {
    const { runs, reader } = await openTestStore();
    const many = Array.from({ length: 103 }, (_, index) =>
      buildRun(index + 1, { record: { appName: `app ${index}` } }),
    );
    await runs.commit(many.map(({ accepted }) => accepted));
    expect(reader.list({ text: "app 1", limit: 3 }).map(({ appName }) => appName)).toEqual([
      "app 102",
      "app 101",
      "app 100",
    ]);
    expect(reader.list({ text: "app", limit: 200 })).toHaveLength(103);
  });

  test.each<[Omit<RunFilter, "limit">, RegExp]>([
    [{}, /^SCAN runs USING INDEX runs_by_time$/],
    [{ state: "FAILURE" }, /USING INDEX runs_by_state \(state=\?\)$/],
    [{ appName: "a" }, /USING INDEX runs_by_app \(app_name=\?\)$/],
    [{ appName: "a", state: "FAILURE" }, /USING INDEX runs_by_app_and_state \(app_name=\? AND state=\?\)$/],
    [{ queue: "q" }, /USING INDEX runs_by_queue \(queue=\?\)$/],
    [{ triggeredBy: "API" }, /USING INDEX runs_by_trigger \(<expr>=\?\)$/],
    [{ kept: true }, /USING INDEX runs_kept$/],
    [{ from: 1, to: 2 }, /USING INDEX runs_by_time \(accepted_at>\? AND accepted_at<\?\)$/],
    [{ queue: "q", from: 1, to: 2 }, /USING INDEX runs_by_queue \(queue=\? AND accepted_at>\? AND accepted_at<\?\)$/],
    [{ queue: "q", state: "FAILURE", triggeredBy: "API" }, /USING INDEX runs_by_trigger \(<expr>=\?\)$/],
    [{ appName: "a", queue: "q", kept: true }, /USING INDEX runs_by_app \(app_name=\?\)$/],
  ])("is read in the order of an index: %j", async (filter, plan) => {
    const { folder } = await openTestStore();
    const terms = toConditions({ ...filter, limit: 1 });
    expect(
      explain(
        folder.database,
        runListSql(
          terms.map(({ term }) => term),
          filter,
        ),
      ),
    ).toMatch(plan);
    const paged = [...terms.map(({ term }) => term), "accepted_at <= ? AND (accepted_at < ? OR n < ?)"];
    expect(explain(folder.database, runListSql(paged, filter))).not.toMatch(/TEMP B-TREE|SCAN runs$/);
  });
});

test.each<Omit<RunFilter, "limit">>([{ state: "STARTED" }, { state: "PENDING", appName: "a", from: 1, kept: true }])(
  "of runs that go on reads these and no other: %j",
  async (filter) => {
    const { folder } = await openTestStore();
    const terms = toConditions({ ...filter, limit: 1 }).map(({ term }) => term);
    expect(explain(folder.database, runListSql(terms, filter))).toMatch(/^SCAN runs USING INDEX runs_unfinished\n/);
  },
);

function explain(database: string, sql: string): string {
  const connection = connectReadOnly(database);
  try {
    const values = sql
      .split("?")
      .slice(1)
      .map(() => null);
    const lines = connection.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(values);
    return lines.map(({ detail }) => detail).join("\n");
  } finally {
    connection.close();
  }
}

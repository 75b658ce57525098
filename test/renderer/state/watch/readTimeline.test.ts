import { describe, expect, test } from "vitest";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import type { FlowEdge } from "../../../../renderer/state/flow/Flow.ts";
import type { StepMoment } from "../../../../renderer/state/ports/RunPort.ts";
import { readTimeline, type Timeline } from "../../../../renderer/state/watch/readTimeline.ts";
import { buildStepRun } from "../../support/buildStepRun.ts";

const edge = (from: string, to: string): FlowEdge => ({
  id: `${from} ${to}`,
  kind: "success",
  from,
  to,
  output: undefined,
});

interface Given {
  records: StepRunRecord[];
  edges?: FlowEdge[];
  moments?: StepMoment[];
  now?: number;
}

function read({ records, edges = [], moments = [], now = 1_000 }: Given): Timeline {
  const byStep = Map.groupBy(moments, ({ stepRun }) => stepRun);
  return readTimeline({ flow: { edges }, records, moments: byStep, acceptedAt: 0, now });
}

function spansOf(timeline: Timeline, name: string): string[] {
  const row = timeline.rows.find(({ record }) => record.name === name);
  return (row?.spans ?? []).map(({ kind, from, to }) => `${kind} ${from}-${to}`);
}

describe("the timeline", () => {
  test("has the time in the queue from the end of the last producer on, and the time of the attempt", () => {
    const records = [
      buildStepRun("a", { startedAt: 10, finishedAt: 100 }),
      buildStepRun("b", { startedAt: 0, finishedAt: 40 }),
      buildStepRun("c", { startedAt: 130, finishedAt: 200 }),
    ];
    const timeline = read({ records, edges: [edge("a", "c"), edge("b", "c")] });
    expect(spansOf(timeline, "a")).toEqual(["queued 0-10", "ran 10-100"]);
    expect(spansOf(timeline, "b")).toEqual(["ran 0-40"]);
    expect(spansOf(timeline, "c")).toEqual(["queued 100-130", "ran 130-200"]);
    expect([timeline.from, timeline.to]).toEqual([0, 200]);
  });

  test("marks the steps the end had to wait for", () => {
    const records = [
      buildStepRun("a", { startedAt: 0, finishedAt: 100 }),
      buildStepRun("fast", { startedAt: 100, finishedAt: 120 }),
      buildStepRun("slow", { startedAt: 100, finishedAt: 300 }),
      buildStepRun("end", { startedAt: 300, finishedAt: 310 }),
      buildStepRun("aside", { startedAt: 0, finishedAt: 250 }),
    ];
    const edges = [edge("a", "fast"), edge("a", "slow"), edge("fast", "end"), edge("slow", "end")];
    const { rows } = read({ records, edges });
    const critical = rows.filter(({ isCritical }) => isCritical).map(({ record }) => record.name);
    expect(critical.sort()).toEqual(["a", "end", "slow"]);
  });

  test("has each attempt and the waits between them", () => {
    const at = (kind: StepMoment["kind"], time: number, attempt: number): StepMoment => ({
      stepRun: "run-of-a",
      kind,
      at: time,
      attempt,
    });
    const moments = [
      at("started", 5, 1),
      at("failed", 50, 1),
      at("started", 250, 2),
      at("failed", 260, 2),
      at("started", 700, 3),
    ];
    const record = { startedAt: 10, attempts: 3 };
    const ended = buildStepRun("a", { ...record, finishedAt: 800 });
    const timeline = read({ records: [ended], moments });
    const expected = ["queued 0-10", "failed 10-50", "retrying 50-250", "failed 250-260", "retrying 260-700"];
    expect(spansOf(timeline, "a")).toEqual([...expected, "ran 700-800"]);
    expect(timeline.rows[0]?.spans.map(({ attempt }) => attempt)).toEqual([undefined, 1, undefined, 2, undefined, 3]);
    const failed = read({ records: [{ ...ended, state: "FAILURE" }], moments });
    expect(spansOf(failed, "a").at(-1)).toBe("failed 700-800");
    const waits = buildStepRun("a", { ...record, state: "RETRY" });
    expect(spansOf(read({ records: [waits], moments: moments.slice(0, 4), now: 300 }), "a")).toEqual([
      ...expected.slice(0, 4),
      "retrying 260-300",
    ]);
  });

  test("has the time a step waits for others, and the queue before it goes on", () => {
    const about = { stepRun: "run-of-a", attempt: 1 };
    const moments: StepMoment[] = [
      { ...about, kind: "started", at: 0 },
      { ...about, kind: "waiting", at: 20 },
      { ...about, kind: "ready", at: 500 },
      { ...about, kind: "started", at: 510 },
    ];
    const records = [buildStepRun("a", { startedAt: 0, finishedAt: 520 })];
    expect(spansOf(read({ records, moments }), "a")).toEqual([
      "ran 0-20",
      "waiting 20-500",
      "queued 500-510",
      "ran 510-520",
    ]);
  });

  test("goes on while the run does", () => {
    const records = [
      buildStepRun("a", { state: "STARTED", startedAt: 100 }),
      buildStepRun("b", { state: "PENDING" }),
      buildStepRun("after", { state: "PENDING" }),
    ];
    const timeline = read({ records, edges: [edge("a", "after")], now: 400 });
    expect(spansOf(timeline, "a")).toEqual(["queued 0-100", "ran 100-400"]);
    expect(spansOf(timeline, "b")).toEqual(["queued 0-400"]);
    expect(spansOf(timeline, "after")).toEqual([]);
    expect(timeline.to).toBe(400);
  });

  test("lists steps as they began, and those that never did last", () => {
    const records = [
      buildStepRun("skipped", { state: "SKIPPED", finishedAt: 60, position: 0 }),
      buildStepRun("late", { startedAt: 50, finishedAt: 60, position: 1 }),
      buildStepRun("early", { startedAt: 0, finishedAt: 50, position: 2 }),
      buildStepRun("copied", { startedAt: 0, finishedAt: 1, reusedFrom: "other", position: 3 }),
    ];
    const { rows } = read({ records, edges: [edge("early", "late")] });
    expect(rows.map(({ record }) => record.name)).toEqual(["early", "late", "skipped", "copied"]);
    expect(rows.map(({ spans }) => spans.length)).toEqual([1, 1, 0, 0]);
  });

  test("of a run in which nothing began is empty", () => {
    const timeline = read({ records: [buildStepRun("a", { state: "REVOKED", finishedAt: 5 })] });
    expect([timeline.from, timeline.to, timeline.rows[0]?.isCritical]).toEqual([0, 0, false]);
  });
});

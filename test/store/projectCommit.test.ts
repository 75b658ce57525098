import { describe, expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { foldStarts } from "../../core/store/runs/foldStarts.ts";
import { projectCommits, toEventWrite } from "../../core/store/runs/projectCommit.ts";
import { buildRun, start } from "./buildRun.ts";

const step = { at: start, runId: "run", stepRunId: "step", step: "Say" };
const finished = { ...step, type: "step.finished", state: "SUCCESS", attempt: 1, warning: false } as const;
const data = { kind: "object", bytes: 14, count: 1 } as const;

describe("the stored form of an event", () => {
  const events: RunEvent[] = [
    { ...step, type: "step.started", attempt: 2, retry: 1 },
    { ...step, type: "step.started", attempt: 2, retry: 1, resumed: true },
    finished,
    { ...finished, began: 7 },
    { ...finished, began: 7, data },
    { ...finished, began: 7, data: { kind: "value", bytes: 3 }, warning: true },
    { ...finished, began: 7, data, routes: ["a"] },
    { ...finished, began: 7, data, pinned: true },
    { ...finished, began: 7, data, disabled: true },
    { ...finished, began: 7, data, reusedFrom: "other" },
    { ...finished, state: "FAILURE", began: 7, data, error: { exception: "E", message: '"', attempt: 1 } },
    { ...finished, state: "SKIPPED", attempt: 0, skipped: { reason: "failed", step: "a" } as never },
  ];
  test.each(events)("is all that its row has no column for: %j", (event) => {
    const {
      type,
      at,
      runId: _run,
      stepRunId,
      step: _step,
      ...body
    } = event as RunEvent & { stepRunId: string; step: string };
    const [name, id, kind, time, text] = toEventWrite(event);
    expect([name, id, kind, time]).toEqual(["event.step", stepRunId, type, at]);
    expect(JSON.parse(String(text))).toEqual(body);
  });
});

describe("a step of which there is nothing special to say", () => {
  const parts = { unwrap: () => new Uint8Array(32), shapes: new Set<string>(), isStored: () => false };
  const namesOf = (...items: Commit[]) => projectCommits(items, parts).map(([name]) => name);
  const began = { ...finished, began: 7 };
  const small = { kind: "inline", summary: data, bytes: new Uint8Array(512) } as const;

  test("is told by two events and nothing else", () => {
    expect(namesOf({ event: { ...step, type: "step.started", attempt: 1, retry: 0 } })).toEqual(["step.begin"]);
    expect(namesOf({ event: began })).toEqual(["step.end"]);
    expect(namesOf({ event: { ...began, data }, output: small, parameters: small.bytes })).toEqual(["step.end"]);
  });

  const large = { ...small, bytes: new Uint8Array(513) };
  test.each<[string, Commit]>([
    ["a second start", { event: { ...step, type: "step.started", attempt: 2, retry: 1 } }],
    ["a start that continues", { event: { ...step, type: "step.started", attempt: 1, retry: 0, resumed: true } }],
    ["the end of a second attempt", { event: { ...began, attempt: 2 } }],
    ["an end without a begin", { event: finished }],
    ["a failure", { event: { ...began, state: "FAILURE" } }],
    ["chosen routes", { event: { ...began, routes: ["a"] } }],
    ["a large output", { event: { ...began, data }, output: large }],
    ["large parameters", { event: began, parameters: large.bytes }],
  ])("%s changes the row", (_what, item) => {
    const [first, ...others] = namesOf(item);
    expect(["step.start", "step.finish"]).toContain(first);
    expect(others.at(-1)).toBe("event.step");
  });
});

describe("a run that starts in the commit that accepts it", () => {
  const parts = () => ({ unwrap: () => new Uint8Array(32), shapes: new Set<string>(), isStored: () => false });
  const run = buildRun(1, { steps: ["a", "b"] });
  const runStarted = { event: { type: "run.started" as const, at: start + 5, runId: run.id } };

  test("is written as it is then, with all its events", () => {
    const writes = projectCommits([run.accepted, runStarted, run.started(1)], parts());
    expect(writes.map(([name]) => name)).not.toContain("run.start");
    expect(writes.map(([name]) => name)).not.toContain("step.start");
    expect(writes.filter(([name]) => name === "event.run" || name === "event.step")).toHaveLength(3);
  });

  test.each([
    [8, "stepRun.insert", 8],
    [9, "stepRuns.insert", 1],
  ])("with %i steps is written by %s", (count, name, writes) => {
    const { accepted } = buildRun(1, { steps: Array.from({ length: count }, (_, index) => `s${index}`) });
    const found = projectCommits([accepted], parts()).filter(([one]) => one.startsWith("stepRun"));
    expect(found.map(([one]) => one)).toEqual(Array(writes).fill(name));
  });

  test("is written in order when something came before its start", () => {
    const retry = { event: { ...step, type: "step.retryNow" as const, runId: run.id, stepRunId: run.stepRun(0) } };
    const items = [run.accepted, retry, run.started(0)];
    expect(foldStarts(items).folded.size).toBe(0);
    expect(projectCommits(items, parts()).map(([name]) => name)).toContain("step.begin");
  });

  test("leaves runs of earlier commits alone", () => {
    const { starts, folded } = foldStarts([buildRun(2).accepted, runStarted, run.started(0)]);
    expect([starts.has(run.id), folded.size]).toEqual([false, 0]);
  });
});

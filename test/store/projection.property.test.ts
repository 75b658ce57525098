import fc from "fast-check";
import { expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import type { RunState, StepRunState } from "../../core/model/RunRecord.ts";
import type { Store } from "../../core/store/Store.ts";
import { type BuiltRun, buildRun, inline, logLine, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

const stepCount = 3;

type RunKind = "accept" | "runStart" | "runEnd";
type StepKind = "begin" | "start" | "retry" | "retryNow" | "wait" | "awake" | "recover" | "log";
type StepAction =
  | { kind: StepKind; run: number; step: number }
  | { kind: "finish"; run: number; step: number; text: string | undefined; failed: boolean }
  | { kind: "end"; run: number; step: number; text: string | undefined };
type Action = { kind: RunKind; run: number } | StepAction;

interface ModelStep {
  state: StepRunState;
  attempts: number;
  hasBegun: boolean;
  output: string | undefined;
  ended: boolean;
}
interface ModelRun {
  state: RunState;
  ended: boolean;
  steps: ModelStep[];
  events: string[];
}
/** What must be on disk, said a second time and as plainly as possible. */
type Model = Map<number, ModelRun>;

const target = { run: fc.nat({ max: 1 }), step: fc.nat({ max: stepCount - 1 }) };
const stepKind = fc.constantFrom<StepKind>(
  "begin",
  "begin",
  "start",
  "retry",
  "retryNow",
  "wait",
  "awake",
  "recover",
  "log",
);
const runKind = fc.constantFrom<RunKind>("accept", "accept", "runStart", "runEnd");
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: runKind, run: target.run }) },
  { weight: 5, arbitrary: fc.record({ kind: stepKind, ...target }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("finish" as const),
      ...target,
      text: fc.option(fc.string({ unit: "grapheme", maxLength: 50 }), { nil: undefined }),
      failed: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("end" as const),
      ...target,
      text: fc.option(fc.string({ maxLength: 10 }), { nil: undefined }),
    }),
  },
);
/** Rounds of commits that are on their way together. */
const rounds = fc.array(fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 10,
});

/** The model after an action; undefined = the store must refuse it. */
function apply(model: Model, action: Action): Model | undefined {
  const next = structuredClone(model);
  const run = next.get(action.run);
  if (!("step" in action)) return applyToRun(next, action);
  if (!run) return undefined;
  const step = run.steps[action.step];
  if (action.kind !== "log") {
    if (!step || step.ended) return undefined;
    // The first start and a plain end belong to a step that nothing else happened to.
    if (action.kind === "begin" && step.attempts > 0) return undefined;
    if (action.kind === "end" && step.attempts > 1) return undefined;
    changeStep(step, action);
  }
  run.events.push(toCommit(action, buildRun(1)).event.type);
  return next;
}

/** Nobody tells a plain end of a step that has not begun. */
function endsUnbegun(model: Model | undefined, action: Action): boolean {
  return action.kind === "end" && model?.get(action.run)?.steps[action.step]?.attempts === 0;
}

function applyToRun(next: Model, action: { kind: RunKind; run: number }): Model | undefined {
  const run = next.get(action.run);
  if (action.kind === "accept") {
    if (run) return undefined;
    const steps = Array.from({ length: stepCount }, (): ModelStep => {
      return { state: "PENDING", attempts: 0, hasBegun: false, output: undefined, ended: false };
    });
    return next.set(action.run, { state: "PENDING", ended: false, steps, events: ["run.accepted"] });
  }
  if (!run) return undefined;
  if (run.ended) return undefined;
  run.ended = action.kind === "runEnd";
  run.state = run.ended ? "SUCCESS" : "STARTED";
  run.events.push(run.ended ? "run.finished" : "run.started");
  return next;
}

function changeStep(step: ModelStep, action: StepAction): void {
  const states: Partial<Record<StepAction["kind"], StepRunState>> = {
    begin: "STARTED",
    start: "STARTED",
    retry: "RETRY",
    retryNow: "PENDING",
    wait: "WAITING",
    awake: "PENDING",
    recover: "PENDING",
  };
  step.state = states[action.kind] ?? step.state;
  if (action.kind === "begin" || action.kind === "end") step.attempts = 1;
  if (action.kind === "start") step.attempts = 7;
  step.hasBegun ||= action.kind === "begin" || action.kind === "start" || action.kind === "end";
  if (action.kind === "retry" || action.kind === "wait") step.attempts = 8;
  if (action.kind === "end") Object.assign(step, { state: "SUCCESS", output: action.text, ended: true });
  if (action.kind !== "finish") return;
  Object.assign(step, { state: action.failed ? "FAILURE" : "SUCCESS", attempts: 9, output: action.text, ended: true });
}

function toCommit(action: Action, run: BuiltRun): Commit {
  if (action.kind === "accept") return run.accepted;
  if (action.kind === "runStart") return { event: { type: "run.started", at: start, runId: run.id } };
  if (!("step" in action)) return run.ended();
  const at = run.at(action.step);
  const error = { exception: "Error", message: "no", attempt: 1 };
  switch (action.kind) {
    case "begin":
      return run.started(action.step);
    case "start":
      return run.started(action.step, { attempt: 7 });
    case "retry":
      return { event: { type: "step.retry", ...at, attempt: 8, retry: 0, delay: 1, retryAt: start, error } };
    case "retryNow":
      return { event: { type: "step.retryNow", ...at } };
    case "wait":
      return { event: { type: "step.waiting", ...at, attempt: 8, wait: { kind: "until", until: start } } };
    case "awake":
      return { event: { type: "step.awoken", ...at } };
    case "recover":
      return { event: { type: "step.recovered", ...at, recoveries: 1 } };
    case "log":
      return logLine(run, action.step, { level: 25, message: "line" });
    case "end": {
      const event = {
        type: "step.finished",
        ...at,
        state: "SUCCESS",
        attempt: 1,
        warning: false,
        began: start,
      } as const;
      if (action.text === undefined) return { event };
      const output = inline(action.text);
      return { event: { ...event, data: output.summary }, output };
    }
    case "finish": {
      const state = action.failed ? "FAILURE" : "SUCCESS";
      const event = { type: "step.finished", ...at, state, attempt: 9, warning: false } as const;
      return action.text === undefined ? { event } : { event, output: inline(action.text) };
    }
  }
}

/** What the store holds, in the words of the model. */
function readBack(store: Store, runs: BuiltRun[]): Model {
  const model: Model = new Map();
  for (const [number, run] of runs.entries()) {
    const record = store.reader.find(run.id);
    if (!record) continue;
    const steps = store.reader.stepRuns(run.id).map((step): ModelStep => {
      const data = store.reader.output(step.id);
      const output = data?.kind === "inline" ? new TextDecoder().decode(data.bytes) : undefined;
      const { state, attempts } = step;
      return { state, attempts, hasBegun: step.startedAt !== undefined, output, ended: step.finishedAt !== undefined };
    });
    const events = store.reader.events({ runId: run.id, after: 0, limit: 1000 });
    expect(events.map((event) => event.seq)).toEqual(
      events.map((event) => event.seq).sort((a, b) => Number(a) - Number(b)),
    );
    model.set(number, {
      state: record.state,
      ended: record.finishedAt !== undefined,
      steps,
      events: events.map((event) => event.type),
    });
  }
  return model;
}

test("any sequence of commits is on disk as its events say, whatever is refused in between", async () => {
  const store = await openTestStore();
  const folder = store.folder.root;
  const kept: { runs: BuiltRun[]; model: Model }[] = [];
  let round = 0;
  await fc.assert(
    fc.asyncProperty(rounds, async (commits) => {
      round += 1;
      const runs = [0, 1].map((number) => {
        return buildRun(round * 10 + number, { steps: Array.from({ length: stepCount }, (_, index) => `s${index}`) });
      });
      let model: Model = new Map();
      for (const together of commits) {
        const planned = together.map((actions) => {
          const done: Action[] = [];
          let next: Model | undefined = model;
          for (const one of actions) {
            if (endsUnbegun(next, one)) continue;
            done.push(one);
            next = next && apply(next, one);
          }
          model = next ?? model;
          return { items: done.map((one) => toCommit(one, runs[one.run] ?? buildRun(1))), isRefused: !next };
        });
        const results = await Promise.allSettled(planned.map(({ items }) => store.runs.commit(items)));
        expect(results.map(({ status }) => status === "rejected")).toEqual(planned.map(({ isRefused }) => isRefused));
      }
      const reader = await openTestStore({ folder, mode: "reader" });
      expect(readBack(reader, runs)).toEqual(model);
      await reader.close();
      kept.push({ runs, model });
    }),
    { numRuns: 150 },
  );
  await store.close();
  const again = await openTestStore({ folder });
  for (const { runs, model } of kept) expect(readBack(again, runs)).toEqual(model);
  expect(again.integrityCheck()).toEqual([]);
});

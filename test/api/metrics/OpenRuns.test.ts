import { expect, test } from "vitest";
import { OpenRuns } from "../../../core/api/metrics/OpenRuns.ts";
import type { RunEvent } from "../../../core/engine/RunEvent.ts";
import { buildRun } from "../../store/buildRun.ts";

const run = buildRun(1, { record: { queue: "slow" } });
const step = (position: number, at: number) => run.at(position, at);
const error = { exception: "Error", message: "no", attempt: 1, stack: "" };

const events: RunEvent[] = [
  run.accepted.event,
  { type: "run.started", at: 1000, runId: run.id },
  { type: "step.started", ...step(0, 1000), attempt: 1, retry: 0 },
  { type: "step.retry", ...step(0, 2000), attempt: 1, retry: 0, delay: 1, retryAt: 3000, error },
  { type: "step.retryNow", ...step(0, 2500) },
  { type: "step.started", ...step(0, 2500), attempt: 2, retry: 1 },
  { type: "step.waiting", ...step(0, 3000), attempt: 2, wait: { kind: "until", until: 9000 } },
  { type: "step.awoken", ...step(0, 4000) },
  { type: "step.finished", ...step(0, 5000), state: "SUCCESS", attempt: 2, warning: false },
];

test("follows each step from state to state, also when events come twice", () => {
  const open = new OpenRuns();
  const seen = events.map((event) => {
    open.apply(event);
    open.apply(event);
    return Object.values(open.countSteps().get("slow") ?? {}).join(" ");
  });
  // PENDING STARTED RETRY WAITING
  expect(seen).toEqual([
    "2 0 0 0",
    "2 0 0 0",
    "1 1 0 0",
    "1 0 1 0",
    "2 0 0 0",
    "1 1 0 0",
    "1 0 0 1",
    "2 0 0 0",
    "1 0 0 0",
  ]);
  expect(open.countRuns()).toEqual({ PENDING: 0, STARTED: 1 });
});

test("measures a step from its first attempt and a run from its start, and forgets a run that ended", () => {
  const open = new OpenRuns();
  for (const event of events) open.apply(event);
  const last = events.at(-1) as RunEvent & { type: "step.finished" };
  expect(open.stepSeconds(last)).toBe(4);
  expect(open.stepSeconds({ ...last, began: 4500 })).toBe(0.5);
  const end: RunEvent = { type: "run.finished", at: 6000, runId: run.id, state: "SUCCESS", warning: false };
  expect(open.runSeconds(end)).toBe(5);
  open.apply(end);
  expect([open.countRuns(), open.countSteps().size]).toEqual([{ PENDING: 0, STARTED: 0 }, 0]);
  expect(open.runSeconds(end)).toBeUndefined();
});

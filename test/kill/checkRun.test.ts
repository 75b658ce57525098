import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunRecord, StepRunRecord } from "../../core/model/RunRecord.ts";
import type { KillCase } from "./applications.ts";
import { checkRun, type Evidence } from "./checkRun.ts";
import type { Mark } from "./Trail.ts";

const killCase: KillCase = {
  document: {
    name: "two",
    app_variables: [],
    steps: [
      { name: "a", file: "Effect", output_to: ["b"] },
      { name: "b", file: "Effect" },
    ],
  },
  states: { a: "SUCCESS", b: "SUCCESS" },
  gathered: { step: "b", names: ["a", "b"] },
  children: 0,
};

const run = { id: "run", appName: "two", state: "SUCCESS" } as RunRecord;

function stepRun(name: string, changes: Partial<StepRunRecord> = {}): StepRunRecord {
  const finishedAt = name === "a" ? 20 : 40;
  return {
    id: `id-${name}`,
    runId: "run",
    name,
    file: "Effect",
    state: "SUCCESS",
    attempts: 1,
    finishedAt,
    ...changes,
  } as StepRunRecord;
}

function stepEvent(type: string, step: string, more: object = {}): RunEvent {
  return { type, runId: "run", stepRunId: `id-${step}`, step, at: 0, attempt: 1, ...more } as RunEvent;
}

const goodEvents = (): RunEvent[] => [
  { type: "run.accepted", runId: "run", at: 0 } as RunEvent,
  stepEvent("step.started", "a"),
  stepEvent("step.finished", "a"),
  stepEvent("step.started", "b"),
  stepEvent("step.finished", "b"),
  { type: "run.finished", runId: "run", at: 0 } as RunEvent,
];

const mark = (kind: Mark["kind"], at: number, pid = 1): Mark => ({ kind, key: "k", pid, at });

interface Changes {
  run?: Partial<RunRecord>;
  steps?: StepRunRecord[];
  events?: RunEvent[];
  marks?: Record<string, Mark[]>;
  gathered?: string[];
  children?: RunRecord[];
}

function faultsOf(changes: Changes = {}): string[] {
  const events = changes.events ?? goodEvents();
  const marks = {
    "id-a": [mark("start", 11), mark("end", 15)],
    "id-b": [mark("start", 31), mark("end", 35)],
    ...changes.marks,
  };
  const evidence: Evidence = {
    run: { ...run, ...changes.run },
    killCase,
    steps: changes.steps ?? [stepRun("a"), stepRun("b")],
    events: events.map((event, index) => ({ ...event, seq: index + 1 })),
    marks: new Map(Object.entries(marks)),
    dataOf: () => changes.gathered ?? ["a", "b"],
    children: changes.children ?? [],
  };
  return checkRun(evidence).map((fault) => fault.replace("run (two): ", ""));
}

function insert(index: number, ...events: RunEvent[]): RunEvent[] {
  return goodEvents().toSpliced(index, 0, ...events);
}

describe("the judge of the kill test", () => {
  test("finds nothing wrong with a good run, nor with a recovered attempt", () => {
    const again = stepEvent("step.started", "a", { attempt: 2 });
    expect(faultsOf()).toEqual([]);
    expect(
      faultsOf({
        events: insert(2, stepEvent("step.recovered", "a"), again),
        steps: [stepRun("a", { attempts: 2 }), stepRun("b")],
        marks: { "id-a": [mark("start", 5, 9), mark("start", 11), mark("end", 15)] },
      }),
    ).toEqual([]);
  });

  test.each<[string, Changes, string]>([
    ["a run in another state", { run: { state: "FAILURE" } }, "ended as FAILURE"],
    ["a run without its end", { events: goodEvents().slice(0, -1) }, "does not end with one run.finished"],
    [
      "a step skipped wrongly",
      { steps: [stepRun("a"), stepRun("b", { state: "SKIPPED" })] },
      'has steps {"a":"SUCCESS","b":"SKIPPED"}',
    ],
    ["lost data", { gathered: ["b"] }, '"b" gathered ["b"]'],
    ["a child too many", { children: [{ state: "SUCCESS" } as RunRecord] }, "started 1 child runs"],
    [
      "a consumer before its producer",
      {
        events: [3, 4, 1, 2].reduce(
          (list, from, to) => list.with(to + 1, goodEvents()[from] ?? (list[0] as RunEvent)),
          goodEvents(),
        ),
      },
      '"b" started before "a" was finished',
    ],
    [
      "a consumer whose code ran early",
      { marks: { "id-b": [mark("start", 12), mark("end", 35)] } },
      '"b" ran before "a" had ended in run',
    ],
    ["a second finish", { events: insert(3, stepEvent("step.finished", "a")) }, '"a" was finished 2 times'],
    [
      "an attempt after the finish",
      { events: insert(3, stepEvent("step.started", "a", { attempt: 2 })) },
      '"a" went on after it was finished: step.started',
    ],
    [
      "two attempts at once",
      {
        events: insert(2, stepEvent("step.started", "a", { attempt: 2 })),
        steps: [stepRun("a", { attempts: 2 }), stepRun("b")],
      },
      '"a" began an attempt while another one was on',
    ],
    [
      "a number of attempts that is wrong",
      { steps: [stepRun("a", { attempts: 3 }), stepRun("b")] },
      '"a" began 1 attempts and counts 3',
    ],
    [
      "code that ran once more than it was started",
      { marks: { "id-a": [mark("start", 3), mark("start", 11), mark("end", 15)] } },
      '"a" ran 2 times in 1 attempts',
    ],
    [
      "code that ran after the finish",
      { marks: { "id-b": [mark("start", 41), mark("end", 45)] } },
      '"b" ran again after it was finished',
    ],
    [
      "an overlap",
      { marks: { "id-a": [mark("overlap", 10), mark("start", 11), mark("end", 15)] } },
      '"a" began while an earlier attempt of it lived',
    ],
    [
      "a dead attempt that went on",
      { marks: { "id-a": [mark("start", 5, 9), mark("start", 11), mark("end", 14, 9), mark("end", 15)] } },
      '"a" was still worked on by an attempt that should have been dead',
    ],
    ["a step that never ran", { marks: { "id-b": [] } }, '"b" never ran to its end'],
  ])("finds %s", (_, changes, fault) => {
    expect(faultsOf(changes)).toContain(fault);
  });

  test("lets a run fail only for a step that was given up after three recoveries", () => {
    const error = { exception: "RecoveryLimitException", message: "", attempt: 1 };
    const steps = [stepRun("a", { state: "FAILURE", error }), stepRun("b", { state: "SKIPPED", attempts: 0 })];
    const marks = { "id-b": [] };
    const hits = Array.from({ length: 3 }, (_, index) => [
      stepEvent("step.recovered", "a"),
      stepEvent("step.started", "a", { attempt: index + 2 }),
    ]).flat();
    const events = insert(2, ...hits).filter(
      (event) => !("step" in event && event.step === "b" && event.type === "step.started"),
    );
    const givenUp = steps.with(0, stepRun("a", { state: "FAILURE", error, attempts: 4 }));
    expect(faultsOf({ run: { state: "FAILURE" }, steps: givenUp, events, marks })).toEqual([]);
    expect(faultsOf({ run: { state: "SUCCESS" }, steps: givenUp, events, marks })).toContain(
      "is SUCCESS though a step was given up",
    );
    expect(faultsOf({ run: { state: "FAILURE" }, steps, marks })).toContain('"a" was given up after 0 recoveries');
  });
});

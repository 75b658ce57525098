import type { ChildKey, Commit, RunPlan } from "../../core/engine/ports/RunStore.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import type { Vault } from "../../core/service/ports/Vault.ts";

export const start = Date.UTC(2026, 0, 1);

export interface BuiltRun {
  id: string;
  record: RunRecord;
  plan: RunPlan;
  accepted: Extract<Commit, { event: { type: "run.accepted" } }>;
  /** Step run id of the step at a position. */
  stepRun(position: number): string;
  /** The parts every event of a step has. */
  at(position: number, time?: number): { at: number; runId: string; stepRunId: string; step: string };
  started(position: number, more?: Partial<Extract<RunEvent, { type: "step.started" }>>): Commit;
  succeeded(position: number, output?: StoredData): Commit;
  ended(state?: "SUCCESS" | "FAILURE" | "REVOKED", at?: number): Commit;
}

/** A run as the engine would accept it. `number` makes its ids: a higher one is a newer run. */
export function buildRun(
  number: number,
  options: {
    vault?: Vault;
    steps?: string[];
    stepIds?: Record<string, string>;
    record?: Partial<RunRecord>;
    plan?: Partial<RunPlan>;
    child?: ChildKey;
  } = {},
): BuiltRun {
  const { steps = ["first", "second"], stepIds = {}, vault } = options;
  const digits = String(number).padStart(12, "0");
  const id = `isapp-0190b0aa-0000-7000-8000-${digits}`;
  const stepRun = (position: number) => `${digits}-step-${position}`;
  const record: RunRecord = {
    id,
    appName: "flow",
    state: "PENDING",
    warning: false,
    queue: "default",
    configuration: undefined,
    logLevel: 25,
    triggeredBy: { kind: "USER" },
    depth: 0,
    acceptedAt: start,
    startedAt: undefined,
    finishedAt: undefined,
    kept: false,
    generateReport: false,
    ...options.record,
  };
  const plan: RunPlan = {
    document: { name: record.appName, steps: steps.map((name) => ({ name, file: "Log" })) },
    classes: {},
    configuration: undefined,
    parameters: {},
    wrappedDataKey: vault?.createDataKey() ?? "",
    inheritedSecrets: [],
    stepIds,
    pins: {},
    workers: undefined,
    ...options.plan,
  };
  const at = (position: number, time = start + 10) => {
    return { at: time, runId: id, stepRunId: stepRun(position), step: steps[position] ?? "" };
  };
  return {
    id,
    record,
    plan,
    accepted: {
      event: { type: "run.accepted", at: start, runId: id, run: record, steps: steps.length },
      plan,
      steps: steps.map((name, position) => ({ id: stepRun(position), name, file: "Log", stepId: stepIds[name] })),
      child: options.child,
    },
    stepRun,
    at,
    started: (position, more = {}) => ({
      event: { type: "step.started", ...at(position), attempt: 1, retry: 0, ...more },
    }),
    succeeded: (position, output) => ({
      event: {
        type: "step.finished",
        ...at(position, start + 20),
        state: "SUCCESS",
        attempt: 1,
        warning: false,
        began: start + 10,
        ...(output ? { data: output.summary } : {}),
      },
      ...(output ? { output } : {}),
    }),
    ended: (state = "SUCCESS", time = start + 30) => ({
      event: { type: "run.finished", at: time, runId: id, state, warning: false },
    }),
  };
}

export function inline(text: string): StoredData {
  const bytes = new TextEncoder().encode(text);
  return { kind: "inline", summary: { kind: "value", bytes: bytes.length }, bytes };
}

export function blob(name: string, size = 5): StoredData {
  return { kind: "blob", summary: { kind: "list", bytes: size, count: 3 }, blob: name, size };
}

export function logLine(run: BuiltRun, position: number, more: { level: number; message: string }): Commit {
  return { event: { type: "step.log", ...run.at(position), attempt: 1, module: "step", ...more } };
}

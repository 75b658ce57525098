import type { JsonValue } from "../../base/json.ts";
import type { RunRecord, RunState, StepError, StepRunRecord, StepRunState } from "../../model/RunRecord.ts";

/** What a step saved, for a person: typed JSON with every secret masked. */
export type StepData = { kind: "none" } | { kind: "pruned" } | { kind: "data"; data: JsonValue };

/** A run as a file: what `--result` writes. Times are ISO 8601 with milliseconds; null = none. */
export interface RunResult {
  id: string;
  app_name: string;
  state: RunState;
  warning: boolean;
  started_at: string | null;
  finished_at: string | null;
  steps: StepRunResult[];
}

export interface StepRunResult {
  name: string;
  file: string;
  state: StepRunState;
  attempts: number;
  started_at: string | null;
  finished_at: string | null;
  /** Typed JSON (semantics, section 3), secrets masked. */
  data: JsonValue;
  error: StepError | null;
}

export function toRunResult(run: RunRecord, steps: { stepRun: StepRunRecord; data: StepData }[]): RunResult {
  return {
    id: run.id,
    app_name: run.appName,
    state: run.state,
    warning: run.warning,
    started_at: toIsoTime(run.startedAt),
    finished_at: toIsoTime(run.finishedAt),
    steps: steps.map(({ stepRun, data }) => ({
      name: stepRun.name,
      file: stepRun.file,
      state: stepRun.state,
      attempts: stepRun.attempts,
      started_at: toIsoTime(stepRun.startedAt),
      finished_at: toIsoTime(stepRun.finishedAt),
      data: data.kind === "data" ? data.data : null,
      error: stepRun.error ?? null,
    })),
  };
}

/** ISO 8601 in UTC with milliseconds, or null. */
export function toIsoTime(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

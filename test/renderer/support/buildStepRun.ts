import type { StepRunRecord } from "../../../core/model/RunRecord.ts";

/** The step run of a step that ended well after one attempt, but for what is given. */
export function buildStepRun(name: string, change: Partial<StepRunRecord> = {}): StepRunRecord {
  return {
    id: `run-of-${name}`,
    runId: "run-1",
    stepId: name,
    name,
    file: "Script",
    position: 0,
    state: "SUCCESS",
    attempts: 1,
    warning: false,
    startedAt: undefined,
    finishedAt: undefined,
    error: undefined,
    skipped: undefined,
    wait: undefined,
    retryAt: undefined,
    data: undefined,
    pinned: false,
    disabled: false,
    reusedFrom: undefined,
    ...change,
  };
}

import type { RunRecord, StepRunRecord } from "../../model/RunRecord.ts";
import { RunProgress } from "./RunProgress.ts";

/** The picture of a run as it is stored; later events go on from there. */
export function toProgress(run: RunRecord, stepRuns: readonly StepRunRecord[]): RunProgress {
  const progress = new RunProgress(run.id, []);
  for (const stepRun of stepRuns) {
    progress.steps.set(stepRun.name, { ...stepRun, retries: 0, mark: markOf(stepRun) });
  }
  const { state, warning, startedAt, finishedAt } = run;
  return Object.assign(progress, { state, warning, startedAt, finishedAt });
}

function markOf(stepRun: StepRunRecord): string | undefined {
  if (stepRun.reusedFrom !== undefined) return "reused";
  if (stepRun.pinned) return "given";
  return stepRun.disabled ? "disabled" : undefined;
}

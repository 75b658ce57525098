import type { SkipReason, StepError } from "../../model/RunRecord.ts";
import { formatClock, formatData, formatDuration, formatTime, oneLine, plural } from "../output/formats.ts";
import type { StepProgress } from "./RunProgress.ts";

/** The facts beside a step's name, most important first. `now` in ms. */
export function describeStep(step: StepProgress, now: number): string[] {
  const facts: string[] = [];
  if (step.startedAt !== undefined && step.mark === undefined) {
    facts.push(formatDuration((step.finishedAt ?? now) - step.startedAt));
  }
  if (step.retries > 0) facts.push(plural(step.retries, "retry", "retries"));
  if (step.data !== undefined) facts.push(formatData(step.data));
  if (step.mark !== undefined) facts.push(step.mark);
  if (step.retryAt !== undefined) facts.push(`next in ${formatDuration(Math.max(0, step.retryAt - now))}`);
  if (step.wait !== undefined) facts.push(describeWait(step.wait));
  if (step.skipped !== undefined) facts.push(describeSkip(step.skipped));
  if (step.error !== undefined) facts.push(describeError(step.error));
  return facts;
}

export function describeError(error: StepError): string {
  return oneLine(error.message === "" ? error.exception : `${error.exception}: ${error.message}`);
}

export function describeSkip(skipped: SkipReason): string {
  const step = oneLine(skipped.step);
  return skipped.reason === "failed" ? `because "${step}" failed` : `not routed by "${step}"`;
}

export function describeWait(wait: NonNullable<StepProgress["wait"]>): string {
  if (wait.kind === "runs") return `waits for ${plural(wait.runs.length, "run")}`;
  if (wait.kind === "approval") return `waits for approval: ${oneLine(wait.title)}`;
  const isSoon = wait.until - Date.now() < 12 * 3600 * 1000;
  return `waits until ${isSoon ? formatClock(wait.until).slice(0, 8) : formatTime(wait.until)}`;
}

import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { FlowStep } from "../flow/Flow.ts";

/** How often a step was tried, as far as a person cares: going on after a wait is an attempt too, which tells them nothing. */
export function countAttempts({ entry }: FlowStep, { attempts }: StepRunRecord): number {
  return Number(entry.retry_max ?? 0) > 0 ? attempts : 1;
}

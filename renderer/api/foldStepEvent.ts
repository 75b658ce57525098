import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";

/** A step run after one more event; events that say nothing of its state leave it as it is. */
export function foldStepEvent(record: StepRunRecord, event: RunEvent): StepRunRecord {
  switch (event.type) {
    case "step.started":
      return {
        ...record,
        state: "STARTED",
        attempts: event.attempt,
        startedAt: record.startedAt ?? event.at,
        retryAt: undefined,
        wait: undefined,
      };
    case "step.retry":
      return {
        ...record,
        state: "RETRY",
        error: event.error,
        retryAt: event.retryAt,
        warning: record.warning || event.warned === true,
      };
    case "step.retryNow":
      return { ...record, retryAt: event.at };
    case "step.waiting":
      return { ...record, state: "WAITING", wait: event.wait, warning: record.warning || event.warned === true };
    case "step.awoken":
      return { ...record, wait: undefined };
    case "step.recovered":
      return { ...record, state: "PENDING" };
    case "step.finished":
      return {
        ...record,
        state: event.state,
        attempts: event.attempt,
        warning: event.warning,
        startedAt: event.began ?? record.startedAt,
        finishedAt: event.at,
        error: event.error,
        skipped: event.skipped,
        data: event.data,
        retryAt: undefined,
        wait: undefined,
        disabled: event.disabled === true,
        pinned: event.pinned === true,
        reusedFrom: event.reusedFrom,
      };
    default:
      return record;
  }
}

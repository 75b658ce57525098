import type { RunRecord, StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { DataChange, Found } from "./StepDataPort.ts";

export interface RunWithSteps {
  run: RunRecord;
  /** In the order of its document. */
  steps: readonly StepRunRecord[];
}

/** Reads two runs side by side. Every call rejects with a sentence when it fails. */
export interface ComparePort {
  read(run: string): Promise<RunWithSteps>;
  /** What a step saved differently in another run; `from` is that run. */
  diff(
    place: { run: string; stepRun: string },
    request: { with: string; signal?: AbortSignal },
  ): Promise<Found<DataChange>>;
}

import type { RunEvent } from "../../engine/RunEvent.ts";
import type { StepView } from "../../model/ApplicationDocument.ts";
import type { RunRecord, StepRunRecord } from "../../model/RunRecord.ts";

/** Shows a run while it goes on. */
export interface RunView {
  onEvent(event: RunEvent): void;
  /** Prints a line that stays. */
  note(text: string): void;
  /** The run ended: prints what remains to be said. */
  end(): void;
  /** Gives the terminal back, whatever happened. */
  close(): void;
}

export interface ShownRun {
  run: RunRecord;
  steps: readonly StepView[];
  /** What an earlier process did of it; absent for a new run. */
  stepRuns?: readonly StepRunRecord[];
}

import type { OutputSample } from "../../engine/ports/StepWorkers.ts";

/** The last successful output of a step, masked (semantics, section 3). */
export interface StoredSample extends OutputSample {
  /** ms since the epoch. */
  at: number;
  runId: string;
}

/** Samples by step id; runs write them, nothing but the end of their step deletes them. */
export interface SampleReader {
  find(stepId: string): StoredSample | undefined;
}

import type { Diagnostics } from "../../core/model/Diagnostics.ts";
import type { BaseStep } from "../../core/sdk/BaseStep.ts";
import {
  type StepRunOptions as RunOptions,
  runStep as run,
  type StepRunResult,
} from "../../core/workers/harness/runStep.ts";
import { buildDiagnostics } from "./buildDiagnostics.ts";

export type { StepRunResult };

export type StepRunOptions = Omit<RunOptions, "diagnostics"> & { diagnostics?: Partial<Diagnostics> };

/** As the harness of pack authors; what a test does not say of the host is filled in. */
export function runStep(
  StepClass: new () => BaseStep,
  { diagnostics, ...options }: StepRunOptions = {},
): Promise<StepRunResult> {
  return run(StepClass, { ...options, diagnostics: buildDiagnostics(diagnostics) });
}

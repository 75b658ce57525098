import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { StepError, StepRunState } from "../../../core/model/RunRecord.ts";

export interface BenchRequest {
  file: string;
  syncpack: string | undefined;
  parameters: JsonObject;
  /** Typed JSON that the step sees as the data of its producer; undefined = it has none. */
  input: JsonValue | undefined;
}

/** What came of one class that ran alone. */
export interface BenchResult {
  state: StepRunState;
  warning: boolean;
  /** ms; undefined = it never began. */
  took: number | undefined;
  error: StepError | undefined;
  /** Typed JSON, secrets masked; undefined = it saved nothing. */
  data: JsonValue | undefined;
  log: readonly { level: string; message: string }[];
}

/** Runs step classes alone. Every call rejects with a sentence when it fails. */
export interface BenchPort {
  /** Resolves with the id of the run. */
  start(request: BenchRequest): Promise<string>;
  /** Resolves when the run has ended. */
  result(run: string): Promise<BenchResult>;
  stop(run: string): Promise<void>;
}

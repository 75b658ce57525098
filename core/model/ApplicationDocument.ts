import type { JsonObject, JsonValue } from "../base/json.ts";
import type { RetryOptions } from "./RetryOptions.ts";

/** An integration application as written: any JSON object. Nothing is dropped, renamed or reordered on the way through the product. */
export type ApplicationDocument = JsonObject;

/** One entry of `app_variables`. */
export interface AppVariable {
  name: string;
  value?: JsonValue;
  description?: string;
  required?: boolean;
  sampleValue?: JsonValue;
  defaultValue?: JsonValue;
}

/** What the engine and the forms read from an application document (see `readApplication`). */
export interface ApplicationView {
  name: string;
  friendlyName: string;
  /** Name of the aligned configuration; undefined = none. */
  configuration: string | undefined;
  queue: string;
  generateReport: boolean;
  appVariables: AppVariable[];
  steps: StepView[];
}

/** One step entry with its edges resolved from both sides. Names in every list are unique and in the order of `steps`. */
export interface StepView {
  name: string;
  /** The step class. */
  file: string;
  syncpack: string | undefined;
  /** Names of the consumers: `output_to` plus each step naming this one in `data_from`. */
  outputTo: string[];
  errorTo: string[];
  continueOnError: boolean;
  disabled: boolean;
  /** Seconds one attempt may take; undefined = the setting. */
  attemptTimeout: number | undefined;
  /** Output name to step names. */
  routes: Record<string, string[]>;
  retry: RetryOptions;
  /** Everything that is not a base key, as written: the parameter values. */
  parameters: JsonObject;
}

import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";

/** A value of a step and all that it may name. */
export interface ValueQuestion {
  stepName: string;
  stepClass: ClassReference;
  value: JsonValue;
  /** As written in the document: step functions may read them. */
  parameters: JsonObject;
  configuration: Record<string, JsonValue>;
  appVariables: Record<string, JsonValue>;
  /** The known data of each producer, in producer order. */
  inputs: readonly { step: string; value: unknown }[];
}

/** Calls the functions of step classes where step code runs: in a worker. */
export interface StepValues {
  /** What the value would be, or why there is none, as a sentence. */
  resolve(question: ValueQuestion): Promise<{ value: unknown } | { problem: string }>;
}

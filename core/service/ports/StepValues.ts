import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { Connection } from "../../model/Connection.ts";

/** A step of a draft and all that its code may read. */
export interface StepQuestion {
  stepName: string;
  stepClass: ClassReference;
  /** As written in the document: step functions may read them. */
  parameters: JsonObject;
  configuration: Record<string, JsonValue>;
  /** With their secrets; absent = none. */
  connections?: readonly Connection[];
  appVariables: Record<string, JsonValue>;
  /** The known data of each producer, in producer order. */
  inputs: readonly { step: string; value: unknown }[];
}

export type StepAnswer = { value: unknown } | { problem: string };

/** Calls the functions of step classes where step code runs: in a worker. */
export interface StepValues {
  /** What the value would be, or why there is none, as a sentence. */
  resolve(question: StepQuestion & { value: JsonValue }): Promise<StepAnswer>;
  /** What a method of the class returns, or why it gave nothing, as a sentence. `signal` ends the method. */
  call(question: StepQuestion & { method: string; signal?: AbortSignal | undefined }): Promise<StepAnswer>;
}

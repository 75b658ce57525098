import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { isMissing, maxRetries, maxSeconds, toBoolean, toInteger, toSeconds, toTextList } from "../baseValues.ts";
import { getStepKeyMeaning } from "../stepKeys.ts";
import type { ProblemList } from "./ProblemList.ts";
import { describeKind, quote, type StepCheck } from "./StepCheck.ts";

/** Checks names, types and ranges of the base keys of every step. */
export function checkStepKeys(document: JsonObject, steps: readonly StepCheck[], list: ProblemList): void {
  const raw = ownValue(document, "steps");
  const first = new Map<string, number>();
  for (const step of steps) {
    if (!isJsonObject(Array.isArray(raw) ? raw[step.index] : undefined)) continue;
    checkStepName(step, first, list);
    checkFile(step, list);
    checkTypes(step, list);
    checkOwnKeys(step, list);
  }
}

function checkStepName(step: StepCheck, first: Map<string, number>, list: ProblemList): void {
  const name = ownValue(step.entry, "name");
  const path = ["steps", step.index, "name"];
  if (!isMissing(name) && typeof name !== "string") {
    const message = `The name of step number ${step.index + 1} is ${describeKind(name)}. Write a text.`;
    list.error({ code: "wrong_type", path, message });
  } else if (step.name === "") {
    const message = `Step number ${step.index + 1} has no name. Give it one that is unique in the application.`;
    list.error({ code: "missing_step_name", path, message });
  } else {
    const earlier = first.get(step.name);
    if (earlier === undefined) {
      first.set(step.name, step.index);
      return;
    }
    const message = `Steps number ${earlier + 1} and ${step.index + 1} are both named ${quote(step.name)}. Rename one of them.`;
    list.error({ code: "duplicate_step_name", path, message, step: step.name });
  }
}

function checkFile(step: StepCheck, list: ProblemList): void {
  const file = ownValue(step.entry, "file");
  const path = ["steps", step.index, "file"];
  if (!isMissing(file) && typeof file !== "string") {
    const message = `${step.label}: "file" is ${describeKind(file)}. Write the name of a step class.`;
    list.error({ code: "wrong_type", path, message, step: step.name });
  } else if ((isMissing(file) || file === "") && !step.disabled) {
    const message = `${step.label} has no "file". Name the step class it runs.`;
    list.error({ code: "missing_step_file", path, message, step: step.name });
  }
}

interface BaseType {
  expected: string;
  accepts(value: JsonValue): boolean;
  /** Largest number allowed, from 0. */
  max?: number;
}

const text: BaseType = { expected: "a text", accepts: (value) => typeof value === "string" };
const stepNames: BaseType = {
  expected: "a list of step names",
  accepts: (value) => toTextList(value) !== undefined,
};
const boolean: BaseType = { expected: "true or false", accepts: (value) => toBoolean(value) !== undefined };
const integer = (max: number): BaseType => ({
  expected: `a whole number from 0 to ${max.toLocaleString("en-US")}`,
  accepts: (value) => toInteger(value) !== undefined,
  max,
});

const baseTypes: readonly (readonly [string, BaseType])[] = [
  ["syncpack", text],
  ["output_to", stepNames],
  ["data_from", stepNames],
  ["retry_max", integer(maxRetries)],
  ["retry_backoff", boolean],
  ["retry_jitter", boolean],
  ["retry_backoff_max", integer(maxSeconds)],
  ["retry_countdown", integer(maxSeconds)],
];

function checkTypes(step: StepCheck, list: ProblemList): void {
  for (const [key, type] of baseTypes) {
    const value = ownValue(step.entry, key);
    if (isMissing(value)) continue;
    const path = ["steps", step.index, key];
    if (!type.accepts(value)) {
      const kind = Array.isArray(value) && type === stepNames ? "a list with other things than text" : describe(value);
      const message = `${step.label}: "${key}" is ${kind}. Write ${type.expected}.`;
      list.error({ code: "wrong_type", path, message, step: step.name });
    } else if (type.max !== undefined) {
      checkRange({ step, key, number: toInteger(value) ?? 0, max: type.max }, list);
    }
  }
}

function checkRange(range: { step: StepCheck; key: string; number: number; max: number }, list: ProblemList): void {
  const { step, key, number, max } = range;
  if (number >= 0 && number <= max) return;
  const message = `${step.label}: "${key}" is ${number}. Write a number from 0 to ${max.toLocaleString("en-US")}.`;
  list.error({ code: "out_of_range", path: ["steps", step.index, key], message, step: step.name });
}

function checkOwnKeys(step: StepCheck, list: ProblemList): void {
  for (const key of ["error_to", "continue_on_error", "disabled", "attempt_timeout", "routes"]) {
    const value = ownValue(step.entry, key);
    if (value === undefined) continue;
    const meaning = getStepKeyMeaning(key, value, step.declared);
    const path = ["steps", step.index, key];
    if (meaning === "wrongType") {
      const message = `${step.label}: "${key}" is ${describe(value)}, so it is taken as a parameter and not as the key of that name.`;
      list.warning({ code: "wrong_type", path, message, step: step.name });
    } else if (meaning === "declared") {
      const message = `${step.label}: its class declares a parameter "${key}", so the value is that parameter and not the key of that name.`;
      list.warning({ code: "parameter_shadows_base_key", path, message, step: step.name });
    } else if (key === "attempt_timeout" && !isMissing(value)) {
      checkRange({ step, key, number: toSeconds(value) ?? 0, max: maxSeconds }, list);
    }
  }
}

function describe(value: JsonValue): string {
  if (typeof value === "string") return value.length > 60 ? "a text" : `the text ${quote(value)}`;
  return typeof value === "number" ? `the number ${value}` : describeKind(value);
}

import { isJsonEqual, type JsonObject, type JsonValue, ownValue } from "../base/json.ts";
import type { ParameterKind, ParameterManifest } from "../model/StepManifest.ts";
import { coerceParameter, prepareParameter } from "./coerceParameter.ts";
import { MissingParameterException, ParameterValueException } from "./exceptions.ts";

/** One finding about the parameter values of a step. */
export interface ParameterProblem {
  parameter: string;
  kind: "missing" | "wrong";
  /** A sentence. */
  message: string;
}

/** The value as written, or the default if there is none; null = no value. */
export function writtenValue(parameter: ParameterManifest, values: JsonObject): JsonValue {
  const value = ownValue(values, parameter.name) ?? null;
  return isNoValue(parameter, value) ? (parameter.defaultValue ?? null) : value;
}

const kindsWithoutEmptyText = new Set<ParameterKind>(["number", "boolean", "date", "duration"]);

/** null is no value; `""` is one, except for `required` and for kinds that cannot hold it (semantics, section 6). */
export function isNoValue(parameter: ParameterManifest, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return value === "" && (parameter.required === true || kindsWithoutEmptyText.has(parameter.kind));
}

/** Every missing required parameter and every literal value that does not fit; values with tokens are left to the run. */
export function checkParameters(parameters: readonly ParameterManifest[], values: JsonObject): ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  for (const parameter of parameters) {
    const value = writtenValue(parameter, values);
    if (isNoValue(parameter, value)) {
      if (parameter.required && isShown(parameter, { parameters, values })) problems.push(missing(parameter));
      continue;
    }
    if (parameter.kind !== "code" && JSON.stringify(value).includes("${")) continue;
    try {
      coerceParameter(parameter, prepareParameter(parameter, value));
    } catch (error) {
      if (!(error instanceof ParameterValueException)) throw error;
      problems.push({ parameter: parameter.name, kind: "wrong", message: error.message });
    }
  }
  return problems;
}

/** Throws one exception with all problems, if there are any. */
export function throwParameterProblems(problems: readonly ParameterProblem[]): void {
  if (problems.length === 0) return;
  const message = problems.map((problem) => problem.message).join("; ");
  const names = problems.map((problem) => problem.parameter);
  if (problems.some((problem) => problem.kind === "missing")) throw new MissingParameterException(message, names);
  throw new ParameterValueException(message, names);
}

/** The problem of a required parameter without a value. */
export function missing(parameter: ParameterManifest): ParameterProblem {
  return { parameter: parameter.name, kind: "missing", message: `Required parameter "${parameter.name}" has no value` };
}

/** A parameter hidden by `showWhen` is not asked for. */
export function isShown(
  parameter: ParameterManifest,
  { parameters, values }: { parameters: readonly ParameterManifest[]; values: JsonObject },
): boolean {
  const { showWhen } = parameter;
  const other = parameters.find((candidate) => candidate.name === showWhen?.parameter);
  if (showWhen === undefined || other === undefined) return true;
  const value = writtenValue(other, values);
  // Only the run knows what a token gives.
  if (typeof value === "string" && value.includes("${")) return true;
  return isJsonEqual(value, showWhen.equals) || String(value).toLowerCase() === String(showWhen.equals).toLowerCase();
}

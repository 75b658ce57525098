import type { ParameterKind, ParameterManifest } from "../model/StepManifest.ts";
import { coerceParameter, prepareParameter } from "./coerceParameter.ts";
import { copyJson } from "./declarations.ts";

const kinds: Record<ParameterKind, true> = {
  text: true,
  longText: true,
  number: true,
  boolean: true,
  select: true,
  json: true,
  code: true,
  list: true,
  mapping: true,
  secret: true,
  date: true,
  duration: true,
  crontab: true,
  file: true,
  connection: true,
  step: true,
  application: true,
  queue: true,
  configVariable: true,
};

export interface DeclarationSurroundings {
  step: object;
  parameters: readonly ParameterManifest[];
  refuse: (reason: string, parameter: string) => Error;
}

/** Refuses a declaration that could never work: an unknown kind, a default that does not fit, a pattern that is none. */
export function checkDeclaration(
  parameter: ParameterManifest,
  { step, parameters, refuse }: DeclarationSurroundings,
): void {
  const reason = findFault(parameter, { step, parameters });
  if (reason !== undefined) throw refuse(reason, parameter.name);
}

function findFault(
  parameter: ParameterManifest,
  { step, parameters }: Pick<DeclarationSurroundings, "step" | "parameters">,
): string | undefined {
  const { kind, min, max, pattern, options, showWhen, kinds: connectionKinds } = parameter;
  if (!Object.hasOwn(kinds, kind)) return `there is no kind "${String(kind)}"`;
  if (copyJson(parameter) === undefined) return "its declaration holds a value that JSON cannot hold";
  if (min !== undefined && max !== undefined && min > max) return `min ${min} is above max ${max}`;
  if (pattern !== undefined && !isPattern(pattern)) return `pattern ${pattern} is no regular expression`;
  if (kind === "select" && options === undefined && parameter.optionsFrom === undefined)
    return "a select has options or optionsFrom";
  for (const key of ["optionsFrom", "testedBy"] as const) {
    const method = parameter[key];
    if (method !== undefined && typeof Reflect.get(step, method) !== "function") {
      return `${key} names "${method}", which is no method of the class`;
    }
  }
  if (connectionKinds !== undefined && !isListOfTexts(connectionKinds)) return "kinds is a list of texts";
  if (showWhen !== undefined && !parameters.some(({ name }) => name === showWhen.parameter)) {
    return `showWhen names "${showWhen.parameter}", which is no parameter`;
  }
  return findDefaultFault(parameter);
}

function findDefaultFault(parameter: ParameterManifest): string | undefined {
  const { defaultValue, kind } = parameter;
  if (defaultValue === undefined || defaultValue === null || defaultValue === "") return undefined;
  if (kind !== "code" && JSON.stringify(defaultValue).includes("${")) return undefined;
  try {
    coerceParameter(parameter, prepareParameter(parameter, defaultValue));
    return undefined;
  } catch (error) {
    return `its default does not fit: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, "u");
    return true;
  } catch {
    return false;
  }
}

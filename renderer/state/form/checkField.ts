import { type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import { parseCron } from "../../../core/model/cron/parseCron.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { checkParameters, isShown } from "../../../core/sdk/checkParameters.ts";
import { hasOpenToken, modeOfValue } from "./fieldMode.ts";
import { toFieldText } from "./fieldText.ts";

export type FieldProblem =
  | { kind: "missing" }
  /** `reason` follows the name of the parameter: "takes a number, not ...". */
  | { kind: "wrong"; reason: string }
  | { kind: "openToken" }
  | { kind: "literalSecret" };

/** What is wrong with the value that a step gives a parameter, by the rules of a run; undefined = nothing. */
export function checkField(parameter: ParameterManifest, entry: JsonObject): FieldProblem | undefined {
  const [problem] = checkParameters([parameter], entry);
  if (problem?.kind === "missing") return { kind: "missing" };
  if (problem !== undefined) return { kind: "wrong", reason: reasonOf(problem.message, parameter.name) };
  const value = ownValue(entry, parameter.name);
  if (parameter.kind === "code" || value === undefined || value === null) return undefined;
  if (parameter.kind === "crontab" && modeOfValue(value) === "value") return checkCron(value);
  if (parameter.kind === "secret" && value !== "" && !isConfigToken(value)) return { kind: "literalSecret" };
  return hasOpenToken(toFieldText(value)) ? { kind: "openToken" } : undefined;
}

/** Whether a value is one configuration variable and nothing else: all that a secret takes. */
export function isConfigToken(value: unknown): value is string {
  return typeof value === "string" && /^\$\{config\.[^}]+\}$/.test(value);
}

/** Whether a parameter is asked for with these values: `showWhen` may hide it. */
export function isFieldShown(
  parameter: ParameterManifest,
  given: { parameters: readonly ParameterManifest[]; values: JsonObject },
): boolean {
  return isShown(parameter, given);
}

/** The message of a run begins with the parameter, which the form shows already. */
function reasonOf(message: string, name: string): string {
  const prefix = `Parameter "${name}" `;
  const reason = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

function checkCron(value: JsonValue): FieldProblem | undefined {
  if (value === "") return undefined;
  try {
    parseCron(toFieldText(value));
    return undefined;
  } catch (error) {
    if (!isSluiceError(error)) throw error;
    return { kind: "wrong", reason: error.message };
  }
}

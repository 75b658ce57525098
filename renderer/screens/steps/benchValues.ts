import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";

/** What stands in the fields of a bench, by parameter: text as typed, or a switch. */
export type BenchFields = Readonly<Record<string, string | boolean>>;

const structured: ReadonlySet<ParameterManifest["kind"]> = new Set(["json", "list", "mapping", "connection"]);

/** Whether a parameter is written as JSON. */
export function isStructured({ kind, multiple }: ParameterManifest): boolean {
  return structured.has(kind) || multiple === true;
}

/** The values that the fields mean, and what is wrong with some of them; an empty field is no value. */
export function readFields(
  parameters: readonly ParameterManifest[],
  fields: BenchFields,
): { values: JsonObject; faults: Record<string, string> } {
  const values: JsonObject = {};
  const faults: Record<string, string> = {};
  for (const parameter of parameters) {
    const given = fields[parameter.name];
    if (given === undefined || given === "") {
      if (parameter.required === true && parameter.defaultValue === undefined) faults[parameter.name] = "required";
      continue;
    }
    const read = readField(parameter, given);
    if (read === undefined) faults[parameter.name] = isStructured(parameter) ? "json" : "number";
    else values[parameter.name] = read;
  }
  return { values, faults };
}

function readField(parameter: ParameterManifest, given: string | boolean): JsonValue | undefined {
  if (typeof given === "boolean") return given;
  // An expression gives its value when the step runs.
  if (given.includes("${")) return given;
  if (parameter.kind === "number") return Number.isFinite(Number(given)) ? Number(given) : undefined;
  if (isStructured(parameter)) return readJson(given);
  return parameter.anyType === true ? (readJson(given) ?? given) : given;
}

/** undefined = it is no JSON. */
export function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

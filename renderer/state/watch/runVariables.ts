import { isJsonObject, type JsonObject, type JsonValue, parseJson } from "../../../core/base/json.ts";
import { readAppVariables } from "../../../core/model/readApplication.ts";
import { toFieldText } from "../form/fieldText.ts";

/** How the value of a variable is typed. */
export type VariableKind = "text" | "number" | "boolean" | "json";

/** An application variable as one gives it to a run. */
export interface RunVariable {
  name: string;
  description: string;
  kind: VariableKind;
  /** The run refuses to begin without a value. */
  isNeeded: boolean;
  /** What it is when nothing is given, and else what it could be. */
  hint: string;
}

/** The variables of an application in its order; the kind is that of the value, the default or the sample. */
export function listRunVariables(document: JsonObject): RunVariable[] {
  return readAppVariables(document).map(({ name, description = "", required = false, ...values }) => {
    const standard = values.value ?? values.defaultValue ?? undefined;
    const known = standard ?? values.sampleValue ?? undefined;
    return {
      name,
      description,
      kind: kindOf(known),
      isNeeded: required && standard === undefined,
      hint: toFieldText(known),
    };
  });
}

function kindOf(value: JsonValue | undefined): VariableKind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return isJsonObject(value) || Array.isArray(value) ? "json" : "text";
}

/** What is typed as a value; undefined = it is none of this kind. */
export function readVariableText(kind: VariableKind, text: string): JsonValue | undefined {
  if (kind === "text") return text;
  const parsed = parseJson(text);
  if (!parsed.ok) return undefined;
  return kind === "json" || typeof parsed.value === kind ? parsed.value : undefined;
}

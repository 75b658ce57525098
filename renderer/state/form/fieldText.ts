import { type JsonValue, parseJson, stringifyJson } from "../../../core/base/json.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";

/** A value as a person reads and edits it: text as it is, anything else as JSON. */
export function toFieldText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return stringifyJson(value, typeof value === "object" ? 2 : undefined);
}

/**
 * What typed text means for a parameter. Text that does not fit is kept as text, so that nothing typed is lost: what is
 * wrong with it is said beside it. An empty field has no value, unless a default would then take its place. `before` is the value the text was made of: what was no text stays none if it can.
 */
export function readFieldText(
  parameter: Pick<ParameterManifest, "kind" | "defaultValue">,
  { text, before }: { text: string; before: JsonValue | undefined },
): JsonValue | undefined {
  if (text === "" && !canBeEmpty(parameter)) return undefined;
  switch (parameter.kind) {
    case "number":
      return /^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text) && isExact(text) ? Number(text) : text;
    case "duration":
      return /^\d{1,9}(\.\d{1,3})?$/.test(text.trim()) ? Number(text) : text;
    case "json":
    case "list":
    case "mapping":
      return parsedIf(text, (value) => typeof value === "object" && value !== null);
    default:
      return readItemText(text, before);
  }
}

/** Empty text is worth writing down only against a default that is not empty. */
function canBeEmpty({ kind, defaultValue }: Pick<ParameterManifest, "kind" | "defaultValue">): boolean {
  const isText = kind === "text" || kind === "longText" || kind === "code";
  return isText && defaultValue !== undefined && defaultValue !== null && defaultValue !== "";
}

/** One item of a list or cell of a mapping: text, unless what stood there was another JSON value and this is one too. */
export function readItemText(text: string, before: JsonValue | undefined): JsonValue {
  if (before === undefined || before === null || typeof before === "string") return text;
  return parsedIf(text, (value) => typeof value !== "string");
}

function parsedIf(text: string, isWanted: (value: JsonValue) => boolean): JsonValue {
  const parsed = parseJson(text);
  return parsed.ok && isWanted(parsed.value) ? parsed.value : text;
}

/** A number with more digits than JavaScript keeps stays text. */
function isExact(text: string): boolean {
  return text.replace(/\D/g, "").length <= 15;
}

import { isJsonEqual, isJsonObject, type JsonValue, parseJson, setOwn } from "../base/json.ts";
import type { ParameterManifest } from "../model/StepManifest.ts";
import { ParameterValueException } from "./exceptions.ts";
import { parseDate, parseDuration } from "./parseTime.ts";

/**
 * A value as written in the document, ready for its tokens to be resolved: json, list and mapping given as text are
 * parsed first, text of a list becomes one item per line. Throws ParameterValueException for broken JSON without tokens.
 */
export function prepareParameter(parameter: ParameterManifest, raw: JsonValue): JsonValue {
  if (typeof raw !== "string") return raw;
  if (parameter.kind !== "json" && parameter.kind !== "list" && parameter.kind !== "mapping") return raw;
  const parsed = parseJson(raw);
  if (parsed.ok && (parameter.kind === "json" || typeof parsed.value === "object")) return parsed.value;
  if (!parsed.ok && /^\s*[[{]/.test(raw) && !raw.includes("${")) {
    const { line, column } = parsed.position;
    throw wrong(parameter, `is no valid JSON: ${parsed.message} in line ${line}, column ${column}`);
  }
  if (parameter.kind === "list" && /\r?\n/.test(raw)) return raw.split(/\r?\n/).filter((line) => line.trim() !== "");
  return raw;
}

/**
 * Text of a json, list or mapping parameter that became whole only by its tokens, such as `{"id": ${id}}`.
 * Other text stays text. Throws ParameterValueException if it looks like JSON and is none.
 */
export function parseResolvedText(parameter: ParameterManifest, value: string): unknown {
  if (!["json", "list", "mapping"].includes(parameter.kind) || !/^\s*[[{]/.test(value)) return value;
  const parsed = parseJson(value);
  if (parsed.ok) return parsed.value;
  throw wrong(parameter, `is no valid JSON once its variables are filled in: ${parsed.message}`);
}

/** A resolved value in the type its kind promises. Throws ParameterValueException, which names the parameter and what it takes. */
export function coerceParameter(parameter: ParameterManifest, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (parameter.multiple === true && parameter.kind !== "list") {
    return (Array.isArray(value) ? value : [value]).map((item) => coerceOne(parameter, item));
  }
  return coerceOne(parameter, value);
}

function coerceOne(parameter: ParameterManifest, value: unknown): unknown {
  switch (parameter.kind) {
    case "number":
      return toNumber(parameter, value);
    case "boolean":
      return toBoolean(parameter, value);
    case "select":
      return toOption(parameter, value);
    case "json":
    case "code":
      return value;
    case "list":
      return toList(parameter, value);
    case "mapping":
      return toMapping(parameter, value);
    case "date":
      return parseDate(value) ?? fail(parameter, "takes a date such as 2026-01-31 or 2026-01-31T08:00:00Z", value);
    case "duration": {
      const ms = parseDuration(value) ?? fail(parameter, 'takes seconds, or text such as "1h 30m" or "250ms"', value);
      inRange(parameter, { size: ms / 1000, value });
      return ms;
    }
    default:
      return parameter.anyType === true ? value : toText(parameter, value);
  }
}

function toNumber(parameter: ParameterManifest, value: unknown): number {
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof parsed === "bigint") return toNumber(parameter, Number(parsed));
  if (typeof parsed !== "number" || !Number.isFinite(parsed)) return fail(parameter, "takes a number", value);
  inRange(parameter, { size: parsed, value });
  return parsed;
}

function toBoolean(parameter: ParameterManifest, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (word === "true" || word === "false") return word === "true";
  return fail(parameter, "takes true or false", value);
}

function toOption(parameter: ParameterManifest, value: unknown): unknown {
  // A list loaded from elsewhere is not known here.
  if (parameter.options === undefined || parameter.optionsFrom !== undefined) return value;
  const values = parameter.options.map((option) => option.value);
  const found =
    values.find((option) => isJsonEqual(option, value as JsonValue)) ??
    values.find((option) => typeof option !== "object" && String(option) === String(value));
  if (found !== undefined) return found;
  return fail(parameter, `takes one of ${values.map((option) => JSON.stringify(option)).join(", ")}`, value);
}

function toList(parameter: ParameterManifest, value: unknown): unknown[] {
  const items = Array.isArray(value) ? value : value === "" ? [] : [value];
  if (parameter.min !== undefined && items.length < parameter.min) {
    return fail(parameter, `takes at least ${parameter.min} items`, items.length);
  }
  if (parameter.max !== undefined && items.length > parameter.max) {
    return fail(parameter, `takes at most ${parameter.max} items`, items.length);
  }
  return items;
}

function toMapping(parameter: ParameterManifest, value: unknown): object {
  if (value === "") return {};
  if (!Array.isArray(value)) {
    return isJsonObject(value)
      ? value
      : fail(parameter, "takes two columns: an object or a list of {key, value}", value);
  }
  const mapping = {};
  for (const row of value) {
    const isRow = isJsonObject(row) && Object.hasOwn(row, "key") && Object.hasOwn(row, "value");
    if (!isRow) return fail(parameter, "takes a list of {key, value}", row);
    setOwn(mapping, toText(parameter, row.key), row.value ?? null);
  }
  return mapping;
}

function toText(parameter: ParameterManifest, value: unknown): string {
  const text = typeof value === "string" ? value : typeof value === "bigint" ? String(value) : JSON.stringify(value);
  if (typeof text !== "string") return fail(parameter, "takes text", value);
  if (parameter.pattern !== undefined && !new RegExp(`^(?:${parameter.pattern})$`, "u").test(text)) {
    return fail(parameter, `takes text that matches ${parameter.pattern}`, value);
  }
  return text;
}

function inRange(parameter: ParameterManifest, { size, value }: { size: number; value: unknown }): void {
  const { min, max } = parameter;
  if (min !== undefined && size < min) fail(parameter, `takes at least ${min}`, value);
  if (max !== undefined && size > max) fail(parameter, `takes at most ${max}`, value);
}

function fail(parameter: ParameterManifest, takes: string, value: unknown): never {
  if (parameter.kind === "secret") throw wrong(parameter, takes);
  let shown: string | undefined;
  try {
    shown = JSON.stringify(value);
  } catch {
    shown = undefined;
  }
  throw wrong(parameter, `${takes}, not ${(shown ?? typeof value).slice(0, 80)}`);
}

function wrong(parameter: ParameterManifest, reason: string): ParameterValueException {
  return new ParameterValueException(`Parameter "${parameter.name}" ${reason}`, [parameter.name]);
}

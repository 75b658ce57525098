import { type JsonObject, type JsonValue, ownValue, stringifyJson } from "../../core/base/json.ts";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import type { TextKey } from "../text/english.ts";
import type { TextValues } from "../text/texts.ts";

/** What an empty field shows: what it is then, or an example. */
export function toHint(
  { kind, placeholder, defaultValue, sampleValue, options }: ParameterManifest,
  t: (key: TextKey, values?: TextValues) => string,
): string {
  if (kind === "secret") return t("form.secret.hint");
  const label = options?.find(({ value }) => value === defaultValue)?.label;
  const present = label ?? toLine(defaultValue);
  if (present !== "") return t("form.default", { value: present });
  if (placeholder !== undefined) return placeholder;
  if (kind === "select") return t("form.choose");
  const sample = toLine(sampleValue);
  return sample === "" ? "" : t("form.sample", { value: sample });
}

/** What the empty value of an application variable shows: what it is then, or an example. */
export function toVariableHint(entry: JsonObject, t: (key: TextKey, values?: TextValues) => string): string {
  const present = toLine(ownValue(entry, "default_value"));
  if (present !== "") return t("form.default", { value: present });
  const sample = toLine(ownValue(entry, "sample_value"));
  if (sample !== "") return t("form.sample", { value: sample });
  return t(`application.variable.value.${ownValue(entry, "required") === true ? "needed" : "hint"}`);
}

/** A value in one line, a list as its items; "" = it holds nothing. */
function toLine(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(toLine).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.keys(value).length === 0 ? "" : stringifyJson(value);
}

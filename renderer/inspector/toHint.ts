import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import { toFieldText } from "../state/form/fieldText.ts";
import type { TextKey } from "../text/english.ts";
import type { TextValues } from "../text/texts.ts";

/** What an empty field shows: what it is then, or an example. */
export function toHint(
  { kind, placeholder, defaultValue, sampleValue, options }: ParameterManifest,
  t: (key: TextKey, values?: TextValues) => string,
): string {
  if (kind === "secret") return t("form.secret.hint");
  if (defaultValue !== undefined && defaultValue !== null && defaultValue !== "") {
    const label = options?.find(({ value }) => value === defaultValue)?.label;
    return t("form.default", { value: label ?? toFieldText(defaultValue) });
  }
  if (placeholder !== undefined) return placeholder;
  if (kind === "select") return t("form.choose");
  const sample = toFieldText(sampleValue);
  return sample === "" ? "" : t("form.sample", { value: sample });
}

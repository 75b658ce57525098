import type { JsonObject } from "../../base/json.ts";
import { toBoolean } from "../baseValues.ts";
import { listEntries, readText } from "../readApplication.ts";
import type { ManifestLookup, StepManifest } from "../StepManifest.ts";
import { declaredNames, findOwnStepKey } from "../stepKeys.ts";

/** One step entry with what every check needs of it. */
export interface StepCheck {
  entry: JsonObject;
  index: number;
  /** Empty when the entry has none. */
  name: string;
  /** How sentences name it. */
  label: string;
  disabled: boolean;
  manifest: StepManifest | undefined;
  declared: ReadonlySet<string>;
}

export function toStepChecks(document: JsonObject, manifests: ManifestLookup): StepCheck[] {
  return listEntries(document).map((entry, index) => {
    const name = readText(entry, "name") ?? "";
    const file = readText(entry, "file");
    const manifest = file === undefined ? undefined : manifests(file, readText(entry, "syncpack"));
    const declared = declaredNames(manifest);
    const disabled = toBoolean(findOwnStepKey(entry, "disabled", declared)) ?? false;
    const label = name === "" ? `Step number ${index + 1}` : `Step ${quote(name)}`;
    return { entry, index, name, label, disabled, manifest, declared };
  });
}

/** A name as it appears in a sentence. */
export function quote(name: string): string {
  return JSON.stringify(name);
}

/** Kind of a JSON value as it appears in a sentence. */
export function describeKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "text";
  return typeof value === "number" ? "a number" : "true or false";
}

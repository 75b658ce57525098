import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../base/json.ts";
import { isMissing, toBoolean, toSeconds, toTextList } from "./baseValues.ts";
import type { StepManifest } from "./StepManifest.ts";

/** Keys of a step entry that the manual defines; a parameter never takes their place. */
export const manualStepKeys: ReadonlySet<string> = new Set([
  "name",
  "file",
  "syncpack",
  "output_to",
  "data_from",
  "retry_max",
  "retry_backoff",
  "retry_jitter",
  "retry_backoff_max",
  "retry_countdown",
]);

/** Keys of a step entry that Sluice adds, with the test of their type. */
const ownStepKeys = new Map<string, (value: JsonValue) => boolean>([
  ["error_to", (value) => toTextList(value) !== undefined],
  ["continue_on_error", (value) => toBoolean(value) !== undefined],
  ["disabled", (value) => toBoolean(value) !== undefined],
  ["attempt_timeout", (value) => toSeconds(value) !== undefined],
  ["routes", isRoutes],
]);

/** Whether a key is a base key when its value has the right type and no class declares it. */
export function isStepBaseKey(key: string): boolean {
  return manualStepKeys.has(key) || ownStepKeys.has(key);
}

/** What a key of a step entry means for one class: a base key, a parameter, or one of our keys that became a parameter and why. */
export type StepKeyMeaning = "base" | "parameter" | "declared" | "wrongType";

/**
 * Decides what a key is (semantics, section 1): a key of ours is a parameter when the class declares one of that name
 * or the value has the wrong type. Without a manifest nothing counts as declared.
 */
export function getStepKeyMeaning(
  key: string,
  value: JsonValue | undefined,
  declared: ReadonlySet<string>,
): StepKeyMeaning {
  if (manualStepKeys.has(key)) return "base";
  const isRightType = ownStepKeys.get(key);
  if (isRightType === undefined) return "parameter";
  if (declared.has(key)) return "declared";
  return isMissing(value) || isRightType(value) ? "base" : "wrongType";
}

const nothing: ReadonlySet<string> = new Set();
const declaredBy = new WeakMap<StepManifest, ReadonlySet<string>>();

/** Names of the parameters a class declares. */
export function declaredNames(manifest: StepManifest | undefined): ReadonlySet<string> {
  if (manifest === undefined) return nothing;
  const known = declaredBy.get(manifest);
  if (known !== undefined) return known;
  const names = new Set(manifest.parameters.map((parameter) => parameter.name));
  declaredBy.set(manifest, names);
  return names;
}

/** Value of one of our keys, or undefined when the key is a parameter here. */
export function findOwnStepKey(entry: JsonObject, key: string, declared: ReadonlySet<string>): JsonValue | undefined {
  const value = ownValue(entry, key);
  return getStepKeyMeaning(key, value, declared) === "base" ? value : undefined;
}

/** The parameter values of an entry, as written and in their order: everything that is no base key. */
export function collectParameters(entry: JsonObject, declared: ReadonlySet<string>): JsonObject {
  const parameters: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const value = entry[key];
    if (value !== undefined && getStepKeyMeaning(key, value, declared) !== "base") setOwn(parameters, key, value);
  }
  return parameters;
}

function isRoutes(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).every((key) => toTextList(value[key]) !== undefined);
}

import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../base/json.ts";
import type { ApplicationDocument, ApplicationView, AppVariable, StepView } from "./ApplicationDocument.ts";
import { isMissing, toBoolean, toInteger, toSeconds } from "./baseValues.ts";
import { joinEdges, pickSteps, type StepEdges } from "./joinEdges.ts";
import { defaultRetryOptions, type RetryOptions } from "./RetryOptions.ts";
import type { ManifestLookup } from "./StepManifest.ts";
import { collectParameters, declaredNames, findOwnStepKey } from "./stepKeys.ts";

/**
 * The tolerant view of an application. Never throws: what has the wrong type counts as absent, an edge to an unknown
 * step is left out. `steps` has one view per entry, in the same order. Whether it may run says `validateApplication`.
 */
export function readApplication(document: ApplicationDocument, manifests: ManifestLookup): ApplicationView {
  const entries = listEntries(document);
  const edges = joinEdges(entries);
  return {
    name: readText(document, "name") ?? "",
    friendlyName: readText(document, "friendly_name") ?? "",
    configuration: readText(document, "configuration"),
    queue: readText(document, "queue") ?? "default",
    generateReport: toBoolean(ownValue(document, "generate_report")) ?? false,
    appVariables: readAppVariables(document),
    steps: entries.map((entry, index) => readStep({ entry, index, edges, manifests })),
  };
}

/** The step entries of a document; an entry that is no object counts as an empty one. */
export function listEntries(document: JsonObject): JsonObject[] {
  const steps = ownValue(document, "steps");
  return Array.isArray(steps) ? steps.map((entry) => (isJsonObject(entry) ? entry : {})) : [];
}

/** The application variables of a document; entries without a name are left out, of two of one name the first counts. */
export function readAppVariables(document: JsonObject): AppVariable[] {
  const list = ownValue(document, "app_variables");
  const variables = new Map<string, AppVariable>();
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isJsonObject(entry)) continue;
    const name = readText(entry, "name");
    if (name !== undefined && !variables.has(name)) variables.set(name, readAppVariable(name, entry));
  }
  return [...variables.values()];
}

/** Non-empty text under a key, or undefined. */
export function readText(object: JsonObject, key: string): string | undefined {
  const value = ownValue(object, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readAppVariable(name: string, entry: JsonObject): AppVariable {
  const description = readText(entry, "description");
  const required = toBoolean(ownValue(entry, "required"));
  return {
    name,
    ...optional("value", ownValue(entry, "value")),
    ...optional("description", description),
    ...optional("required", required),
    ...optional("sampleValue", ownValue(entry, "sample_value")),
    ...optional("defaultValue", ownValue(entry, "default_value")),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

function readStep(step: { entry: JsonObject; index: number; edges: StepEdges; manifests: ManifestLookup }): StepView {
  const { entry, index, edges, manifests } = step;
  const file = readText(entry, "file") ?? "";
  const syncpack = readText(entry, "syncpack");
  const declared = declaredNames(file === "" ? undefined : manifests(file, syncpack));
  const own = (key: string): JsonValue | undefined => findOwnStepKey(entry, key, declared);
  return {
    name: readText(entry, "name") ?? "",
    file,
    syncpack,
    outputTo: edges.outputTo(index),
    errorTo: pickSteps(own("error_to"), edges),
    continueOnError: toBoolean(own("continue_on_error")) ?? false,
    disabled: toBoolean(own("disabled")) ?? false,
    attemptTimeout: toSeconds(own("attempt_timeout")),
    routes: readRoutes(own("routes"), edges),
    retry: readRetry(entry),
    parameters: collectParameters(entry, declared),
  };
}

function readRoutes(value: JsonValue | undefined, edges: StepEdges): Record<string, string[]> {
  const routes: JsonObject = {};
  if (!isMissing(value) && isJsonObject(value)) {
    for (const output of Object.keys(value)) setOwn(routes, output, pickSteps(value[output], edges));
  }
  return routes as Record<string, string[]>;
}

/** The retry keys of a step entry with their defaults filled in; what cannot be read counts as missing. */
export function readRetry(entry: JsonObject): RetryOptions {
  const integer = (key: string, standard: number): number => toInteger(ownValue(entry, key)) ?? standard;
  const boolean = (key: string, standard: boolean): boolean => toBoolean(ownValue(entry, key)) ?? standard;
  return {
    retryMax: integer("retry_max", defaultRetryOptions.retryMax),
    retryBackoff: boolean("retry_backoff", defaultRetryOptions.retryBackoff),
    retryJitter: boolean("retry_jitter", defaultRetryOptions.retryJitter),
    retryBackoffMax: integer("retry_backoff_max", defaultRetryOptions.retryBackoffMax),
    retryCountdown: integer("retry_countdown", defaultRetryOptions.retryCountdown),
  };
}

import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../base/json.ts";
import type { OutputManifest, StepManifest } from "./StepManifest.ts";

/**
 * The outputs of one step (semantics, section 2): those its class declares, or one for each row of the parameter that the
 * class names: each item of a list (a text, or an object with a `name`), each key of a mapping. Every name once, in order.
 */
export function declaredOutputs(
  manifest: Pick<StepManifest, "outputs" | "outputsFrom"> | undefined,
  parameters: JsonObject,
): OutputManifest[] {
  if (manifest?.outputs !== undefined) return manifest.outputs;
  const rows = manifest?.outputsFrom === undefined ? undefined : ownValue(parameters, manifest.outputsFrom);
  const names = isJsonObject(rows) ? Object.keys(rows) : Array.isArray(rows) ? rows.map(nameOf) : [];
  const texts = names.filter((name): name is string => typeof name === "string" && name !== "");
  return [...new Set(texts)].map((name) => ({ name }));
}

function nameOf(row: JsonValue): JsonValue | undefined {
  return isJsonObject(row) ? ownValue(row, "name") : row;
}

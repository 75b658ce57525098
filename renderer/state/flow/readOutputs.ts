import { isJsonObject, type JsonObject, ownValue } from "../../../core/base/json.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type { FlowOutput } from "./Flow.ts";

const plain: FlowOutput = { name: "", title: "" };

/**
 * The outputs of a step: those its class declares, else those of the rows of the parameter it names, and the routes
 * that are written but not declared. A class that declares none has the plain output first.
 */
export function readOutputs(entry: JsonObject, manifest: StepManifest | undefined, routes: JsonObject): FlowOutput[] {
  const declared = manifest?.outputs?.map(({ name, title }) => ({ name, title: title ?? name }));
  const outputs = declared ?? readRows(entry, manifest);
  const known = new Set(outputs.map(({ name }) => name));
  const written = Object.keys(routes).filter((name) => name !== "" && !known.has(name));
  const named = [...outputs, ...written.map((name) => ({ name, title: name }))];
  return outputs.length > 0 ? named : [plain, ...named];
}

function readRows(entry: JsonObject, manifest: StepManifest | undefined): FlowOutput[] {
  const rows = manifest?.outputsFrom === undefined ? undefined : ownValue(entry, manifest.outputsFrom);
  if (!Array.isArray(rows)) return [];
  const names = rows.map((row) => (isJsonObject(row) ? (ownValue(row, "name") ?? ownValue(row, "output")) : row));
  const texts = names.filter((name): name is string => typeof name === "string" && name !== "");
  return [...new Set(texts)].map((name) => ({ name, title: name }));
}

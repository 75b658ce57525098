import type { JsonObject } from "../../../core/base/json.ts";
import { declaredOutputs } from "../../../core/model/declaredOutputs.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type { FlowOutput } from "./Flow.ts";

const plain: FlowOutput = { name: "", title: "" };

/**
 * The outputs of a step: those its class or its parameters declare, and the routes that are written but not declared. A
 * class that declares none has the plain output first.
 */
export function readOutputs(entry: JsonObject, manifest: StepManifest | undefined, routes: JsonObject): FlowOutput[] {
  const outputs = declaredOutputs(manifest, entry).map(({ name, title }) => ({ name, title: title ?? name }));
  const known = new Set(outputs.map(({ name }) => name));
  const written = Object.keys(routes).filter((name) => name !== "" && !known.has(name));
  const named = [...outputs, ...written.map((name) => ({ name, title: name }))];
  return outputs.length > 0 ? named : [plain, ...named];
}

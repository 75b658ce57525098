import { isJsonEqual, isJsonObject, type JsonObject, parseJson } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { collectParameters, declaredNames, getStepKeyMeaning } from "../../../core/model/stepKeys.ts";
import type { FlowStep } from "../flow/Flow.ts";

/** The parameters that a text gives a step, or why it gives none: a text to be shown, or keys that are none. */
export type ReadParameters =
  | { ok: true; parameters: JsonObject }
  | { ok: false; message: string }
  | { ok: false; noObject: true }
  | { ok: false; base: readonly string[] };

/** The parameters of a step, as written and in their order. */
export function parametersOf({ entry, manifest }: FlowStep): JsonObject {
  return collectParameters(entry, declaredNames(manifest));
}

/** Reads all parameters of a step from JSON; what belongs to every step, such as its name, is none. */
export function readParameters({ manifest }: FlowStep, text: string): ReadParameters {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, message: parsed.message };
  const { value } = parsed;
  if (!isJsonObject(value)) return { ok: false, noObject: true };
  const declared = declaredNames(manifest);
  const base = Object.keys(value).filter((key) => getStepKeyMeaning(key, value[key], declared) === "base");
  return base.length === 0 ? { ok: true, parameters: value } : { ok: false, base };
}

/** Makes these the parameters of a step: what is new or another one is set, what is not among them is taken away. */
export function setParameters(step: FlowStep, parameters: JsonObject): EditOperation[] {
  const present = parametersOf(step);
  const gone = Object.keys(present).filter((name) => !Object.hasOwn(parameters, name));
  const changed = Object.keys(parameters).filter(
    (name) => !Object.hasOwn(present, name) || !isJsonEqual(present[name] ?? null, parameters[name] ?? null),
  );
  return [
    ...gone.map((name): EditOperation => ({ op: "setParameter", step: step.id, path: [name] })),
    ...changed.map((name): EditOperation => {
      return { op: "setParameter", step: step.id, path: [name], value: parameters[name] };
    }),
  ];
}

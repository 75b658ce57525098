import { isJsonObject, type JsonValue } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { collectParameters, declaredNames } from "../../../core/model/stepKeys.ts";
import type { Flow, FlowStep } from "../flow/Flow.ts";

/** A text that a person wrote somewhere in an application. */
export type FlowText = { text: string } & (
  | { place: "name"; step: FlowStep }
  | { place: "parameter" | "code"; step: FlowStep; path: readonly (string | number)[] }
  | { place: "note"; id: string }
  | { place: "group"; id: string }
);

/** All texts of an application: names, parameters and code of steps, notes, titles of groups. */
export function listTexts(flow: Flow): FlowText[] {
  return [
    ...flow.steps.flatMap((step) => [{ place: "name", step, text: step.name } as const, ...listParameterTexts(step)]),
    ...flow.notes.map(({ id, text }) => ({ place: "note", id, text }) as const),
    ...flow.groups.map(({ id, title }) => ({ place: "group", id, text: title }) as const),
  ];
}

/** The texts in the parameters of a step, at any depth. */
export function listParameterTexts(step: FlowStep): Extract<FlowText, { path: unknown }>[] {
  const found: Extract<FlowText, { path: unknown }>[] = [];
  const kinds = new Map(step.manifest?.parameters.map(({ name, kind }) => [name, kind]));
  const visit = (value: JsonValue | undefined, path: readonly (string | number)[]): void => {
    if (typeof value === "string") {
      const isCode = kinds.get(String(path[0])) === "code";
      if (value !== "") found.push({ place: isCode ? "code" : "parameter", step, path, text: value });
    } else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) visit(value[key], [...path, key]);
  };
  const parameters = collectParameters(step.entry, declaredNames(step.manifest));
  for (const name of Object.keys(parameters)) visit(parameters[name], [name]);
  return found;
}

/** The operation that puts another text in the place of one. */
export function setText(at: FlowText, text: string): EditOperation {
  switch (at.place) {
    case "name":
      return { op: "renameStep", step: at.step.id, name: text };
    case "note":
      return { op: "setNote", id: at.id, key: "text", value: text };
    case "group":
      return { op: "setGroup", id: at.id, key: "title", value: text };
    default:
      return { op: "setParameter", step: at.step.id, path: at.path, value: text };
  }
}

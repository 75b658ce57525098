import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { collectParameters, declaredNames } from "../../../core/model/stepKeys.ts";
import { listTemplateNames } from "../../../core/template/listTemplateNames.ts";
import type { Flow, FlowStep } from "../flow/Flow.ts";

/** Gives an application variable another name, in its entry and wherever a parameter of a step uses it. */
export function renameVariable(
  flow: Flow,
  { variable, from, to }: { variable: JsonObject; from: string; to: string },
): EditOperation[] {
  const uses = flow.steps.flatMap((step) => renameIn(step, from, to));
  return [{ op: "setVariable", name: from, variable: { ...variable, name: to } }, ...uses];
}

/** How many parameters use a variable. */
export function countUses(flow: Flow, name: string): number {
  return flow.steps.reduce((count, step) => count + listUsing(step, name).length, 0);
}

function renameIn(step: FlowStep, from: string, to: string): EditOperation[] {
  return listUsing(step, from).map(([name, value]) => {
    return { op: "setParameter", step: step.id, path: [name], value: replaceIn(value, from, to) };
  });
}

/** The parameters that use the variable; code is not resolved, so what looks like a variable in it is none. */
function listUsing({ entry, manifest }: FlowStep, variable: string): [string, JsonValue][] {
  const code = new Set(manifest?.parameters.filter(({ kind }) => kind === "code").map(({ name }) => name));
  return Object.entries(collectParameters(entry, declaredNames(manifest))).filter(
    ([name, value]) =>
      !code.has(name) && listTemplateNames(value).some((used) => used.kind === "appvar" && used.name === variable),
  );
}

function replaceIn(value: JsonValue, from: string, to: string): JsonValue {
  // An escaped `$${` is text.
  const token = new RegExp(`(?<!\\$)\\$\\{appvar\\.${RegExp.escape(from)}\\}`, "g");
  const replace = (item: JsonValue): JsonValue => {
    if (typeof item === "string") return item.replaceAll(token, () => `\${appvar.${to}}`);
    if (Array.isArray(item)) return item.map(replace);
    if (!isJsonObject(item)) return item;
    const copy: JsonObject = {};
    for (const key of Object.keys(item)) setOwn(copy, key, replace(item[key] ?? null));
    return copy;
  };
  return replace(value);
}

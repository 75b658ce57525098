import { isJsonEqual, isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { isMissing } from "../baseValues.ts";
import type { EditOperation } from "../operations/EditOperation.ts";
import { readText } from "../readApplication.ts";
import { listSimpleNames } from "../validation/templateNames.ts";
import type { InliningParts } from "./checkInlining.ts";
import { listTexts, saysLiteral, takeName } from "./entryTexts.ts";
import { type Finding, refusal } from "./Finding.ts";

/** What the variables of a child become in its parent. */
export interface VariablePlan {
  /** New names of variables, by the old ones. */
  renamed: ReadonlyMap<string, string>;
  operations: EditOperation[];
  findings: Finding[];
}

type Parts = Pick<InliningParts, "request" | "inner" | "trigger" | "matched">;

/** A variable that was handed on is that of the parent; one with a value of its own becomes a variable of the parent. */
export function planVariables({ request, inner, trigger, matched }: Parts): VariablePlan {
  const present = listVariables(request.state.document);
  const own = listVariables(request.child);
  const given = ownValue(trigger.entry, "parameters");
  const values = isJsonObject(given) ? given : {};
  const taken = new Set(present.keys());
  const texts = inner.steps.flatMap(({ entry, manifest }) => listTexts(entry, manifest));
  const renamed = new Map<string, string>();
  const operations: EditOperation[] = [];
  const findings: Finding[] = [];
  for (const name of new Set([...own.keys(), ...Object.keys(values)])) {
    if (matched.inputVariables.has(name)) continue;
    const value = ownValue(values, name);
    const handedOn = typeof value === "string" ? /^\$\{appvar\.([^}]*)\}$/.exec(value)?.[1] : undefined;
    if (handedOn !== undefined && present.has(handedOn)) renamed.set(name, handedOn);
    else if (!isConstant(value)) {
      const message = `The value of "${name}" is worked out by "${trigger.name}", and steps in its place could not take it from there.`;
      findings.push(refusal(message, [trigger.name]));
    } else {
      const variable = toVariable(name, own.get(name), value);
      const before = present.get(name);
      if (before !== undefined && isJsonEqual(before, variable)) continue;
      const next = before === undefined ? name : takeName(name, taken);
      taken.add(next);
      renamed.set(name, next);
      operations.push({ op: "addVariable", variable: { ...variable, name: next } });
    }
  }
  for (const [from, to] of renamed) {
    if (from === to || !saysLiteral(texts, from)) continue;
    findings.push(refusal(`Code names the variable "${from}", which would be "${to}" here. Rename one of them first.`));
  }
  return { renamed: new Map([...renamed].filter(([from, to]) => from !== to)), operations, findings };
}

function toVariable(name: string, variable: JsonObject | undefined, value: JsonValue | undefined): JsonObject {
  return { ...variable, name, ...(isMissing(value) ? {} : { value }) };
}

function isConstant(value: JsonValue | undefined): boolean {
  return value === undefined || (listSimpleNames(value).length === 0 && !JSON.stringify(value).includes("${"));
}

function listVariables(document: JsonObject): Map<string, JsonObject> {
  const list = ownValue(document, "app_variables");
  return new Map(
    (Array.isArray(list) ? list.filter(isJsonObject) : []).flatMap((variable) => {
      const name = readText(variable, "name");
      return name === undefined ? [] : [[name, variable]];
    }),
  );
}

import type { JsonValue } from "../../base/json.ts";

/** A name used in `${...}`. */
export interface TemplateName {
  kind: "config" | "appvar" | "stepFunc" | "path";
  name: string;
}

/** Lists the names that the strings of a value use; core/template has the full one. */
export type ListNames = (value: JsonValue) => readonly TemplateName[];

const token = /(\$?)\$\{(config|appvar|step_func|stepfunc)\.([^}]*)\}/g;

/**
 * Finds `${config.X}`, `${appvar.X}` and `${step_func.f ...}` at any depth, also inside the arguments of a step
 * function; `$${` is literal text. Paths into the input data are not listed: nothing is known of them before the run.
 */
export function listSimpleNames(value: JsonValue): TemplateName[] {
  const names: TemplateName[] = [];
  const pending: JsonValue[] = [value];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (typeof item === "string") collect(item, names);
    else if (typeof item === "object" && item !== null) {
      for (const inner of Object.values(item).reverse()) pending.push(inner);
    }
  }
  return names;
}

function collect(text: string, names: TemplateName[]): void {
  if (!text.includes("${")) return;
  for (const match of text.matchAll(token)) {
    const [, escaped, source, name = ""] = match;
    if (escaped === "$") continue;
    if (source === "config" || source === "appvar") names.push({ kind: source, name });
    else {
      names.push({ kind: "stepFunc", name: /^\S*/.exec(name)?.[0] ?? "" });
      collect(`${name}}`, names);
    }
  }
}

import { isJsonObject, type JsonValue } from "../base/json.ts";
import { parseTemplate } from "./parseTemplate.ts";
import type { Template, TokenKind } from "./Template.ts";

/** One use of a name in a parameter value. */
export interface TemplateName {
  kind: TokenKind;
  name: string;
  /** The token as written. */
  token: string;
}

/** Every token in the strings of a JSON value, nested ones included, in the order they are written. */
export function listTemplateNames(value: JsonValue): TemplateName[] {
  const names: TemplateName[] = [];
  collect(value, names);
  return names;
}

function collect(value: JsonValue, names: TemplateName[]): void {
  if (typeof value === "string") {
    if (value.includes("${")) collectParts(parseTemplate(value), names);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, names);
  } else if (isJsonObject(value)) {
    for (const item of Object.values(value)) collect(item, names);
  }
}

function collectParts(template: Template, names: TemplateName[]): void {
  for (const part of template) {
    if (typeof part === "string") continue;
    names.push({ kind: part.kind, name: part.name, token: part.text });
    if (part.kind === "stepFunc") for (const argument of part.args) collectParts(argument.parts, names);
  }
}

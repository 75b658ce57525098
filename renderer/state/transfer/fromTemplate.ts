import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/base/json.ts";
import type { ApplicationDocument } from "../../../core/model/ApplicationDocument.ts";
import type { Template } from "../ports/TemplatePort.ts";

export interface FromTemplateOptions {
  /** Names of applications that are there. */
  taken: readonly string[];
  /** A new id for a step, a group or a note. */
  createId(): string;
}

/**
 * The document of a new application: the template under a free name, with ids of its own. What steps of two applications
 * saved is kept apart by their ids.
 */
export function fromTemplate(template: Template, { taken, createId }: FromTemplateOptions): ApplicationDocument {
  const { layout, ...rest } = template.document;
  const name = freeName(template.name, taken);
  const number = name.slice(template.name.length + 1);
  return {
    ...rest,
    name,
    friendly_name: number === "" ? template.title : `${template.title} ${number}`,
    ...(isJsonObject(layout) ? { layout: withOwnIds(layout, createId) } : {}),
  };
}

function withOwnIds(layout: JsonObject, createId: () => string): JsonObject {
  const lists = ["steps", "groups", "notes"].flatMap((key) => (Array.isArray(layout[key]) ? layout[key] : []));
  const ids = new Map(
    lists.flatMap((one) => (isJsonObject(one) && typeof one.id === "string" ? [[one.id, createId()]] : [])),
  );
  const translate = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return ids.get(value) ?? value;
    if (Array.isArray(value)) return value.map(translate);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, translate(one)]));
  };
  return translate(layout) as JsonObject;
}

function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

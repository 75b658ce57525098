import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";

export interface StepIdSources {
  /** Ids the caller knows, by step name. */
  given: Record<string, string> | undefined;
  /** Ids of earlier documents of the same application, by step name; the first that knows a name wins. */
  earlier: Record<string, string>[];
  /** Those of the given ids that other applications use. */
  findForeign(ids: string[]): Set<string>;
  createId(): string;
}

/**
 * Gives every step of a document its id: the one the caller names, else that of the earlier step of the same name, else the
 * one `layout.steps` carries (a renamed step, or an import) unless another application uses it, else a new one.
 * No two steps get the same.
 */
export function assignStepIds(document: ApplicationDocument, sources: StepIdSources): Record<string, string> {
  const names = stepNames(document);
  const result = new Map<string, string>();
  const used = new Set<string>();
  const assign = (name: string, id: string | undefined): void => {
    if (id === undefined || result.has(name) || used.has(id)) return;
    result.set(name, id);
    used.add(id);
  };
  for (const source of [sources.given ?? {}, ...sources.earlier]) {
    for (const name of names) assign(name, Object.hasOwn(source, name) ? source[name] : undefined);
  }
  const layout = layoutIds(document);
  const open = names.filter((name) => !result.has(name) && layout.has(name));
  const foreign = open.length > 0 ? sources.findForeign(open.flatMap((name) => layout.get(name) ?? [])) : new Set();
  for (const name of open) {
    const id = layout.get(name);
    if (id !== undefined && !foreign.has(id)) assign(name, id);
  }
  for (const name of names) assign(name, result.has(name) ? undefined : sources.createId());
  // Built from entries, so that a step called `__proto__` is one.
  return Object.fromEntries(names.flatMap((name) => (result.has(name) ? [[name, result.get(name) ?? ""]] : [])));
}

/** The names of a document's steps, as far as it has any. */
function stepNames(document: ApplicationDocument): string[] {
  return [...new Set(listOf(document, "steps").flatMap((step) => textOf(step, "name") ?? []))];
}

function layoutIds(document: ApplicationDocument): Map<string, string> {
  const layout = ownValue(document, "layout");
  const ids = new Map<string, string>();
  if (!isJsonObject(layout)) return ids;
  for (const entry of listOf(layout, "steps")) {
    const id = textOf(entry, "id");
    const step = textOf(entry, "step");
    if (id !== undefined && step !== undefined) ids.set(step, id);
  }
  return ids;
}

function listOf(object: ApplicationDocument, key: string): JsonValue[] {
  const list = ownValue(object, key);
  return Array.isArray(list) ? list : [];
}

function textOf(value: JsonValue, key: string): string | undefined {
  const text = isJsonObject(value) ? ownValue(value, key) : undefined;
  return typeof text === "string" && text !== "" ? text : undefined;
}

import { isJsonObject, type JsonObject, ownValue, stringifyJson } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import { listEntries, readText } from "../readApplication.ts";
import type { EditState } from "./EditState.ts";
import { nameStepIds } from "./nameStepIds.ts";

export interface MatchSources {
  /** What the document takes the place of. */
  before: EditState;
  /** Ids by step name that earlier documents of the application knew; those of `before` win. */
  known?: Readonly<Record<string, string>>;
  /** The id of a step that is none of those; undefined = it has no name. */
  createId(name: string | undefined): string;
}

/**
 * Ids for the steps of a document that takes the place of another one, in the order of `steps`. A step keeps its id under
 * its name. A step whose name is new gets that of a step whose name is gone, if one can be recognised in it: the layout
 * gives the id to the new name, or nothing but the name differs, or it stands at the same place with the same class.
 */
export function matchStepIds(document: ApplicationDocument, { before, known = {}, createId }: MatchSources): string[] {
  const entries = listEntries(document);
  const old = { document: before.document, entries: listEntries(before.document), ids: before.stepIds };
  const ids: (string | undefined)[] = entries.map(() => undefined);
  const used = new Set<string>();
  const assign = (index: number, id: string | undefined): void => {
    if (id === undefined || ids[index] !== undefined || used.has(id)) return;
    ids[index] = id;
    used.add(id);
  };
  const byName = new Map([...Object.entries(known), ...Object.entries(nameStepIds(before))]);
  entries.forEach((entry, index) => {
    assign(index, byName.get(readText(entry, "name") ?? ""));
  });
  for (const toKey of [layoutKeys, contentKeys, placeKeys]) {
    const gone = openByKey({ ...old, isOpen: (index) => !used.has(old.ids[index] ?? "") }, toKey);
    const open = openByKey({ document, entries, ids, isOpen: (index) => ids[index] === undefined }, toKey);
    for (const [key, index] of open) assign(index, old.ids[gone.get(key) ?? -1]);
  }
  entries.forEach((entry, index) => {
    assign(index, createId(readText(entry, "name")));
  });
  return ids.map((id) => id ?? createId(undefined));
}

/** One of the two documents that are compared. */
interface Side {
  document: ApplicationDocument;
  entries: readonly JsonObject[];
  ids: readonly (string | undefined)[];
  /** Whether the step has no counterpart yet. */
  isOpen(index: number): boolean;
}

type ToKey = (side: Side) => (index: number) => string | undefined;

/** Places of the open steps by what they are recognised by; several of one key are told apart by their order. */
function openByKey(side: Side, toKey: ToKey): Map<string, number> {
  const found = new Map<string, number>();
  const counts = new Map<string, number>();
  const keyOf = toKey(side);
  side.entries.forEach((_, index) => {
    const key = side.isOpen(index) ? keyOf(index) : undefined;
    if (key === undefined) return;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    found.set(`${key} ${count}`, index);
  });
  return found;
}

/** The id of a step or, while it has none, the one that the layout has for its name. */
function layoutKeys({ document, entries, ids: given }: Side): (index: number) => string | undefined {
  const layout = ownValue(document, "layout");
  const positions = isJsonObject(layout) ? ownValue(layout, "steps") : undefined;
  const ids = new Map(
    (Array.isArray(positions) ? positions.filter(isJsonObject) : []).map((item) => [
      readText(item, "step"),
      readText(item, "id"),
    ]),
  );
  return (index) => given[index] ?? ids.get(readText(entries[index] ?? {}, "name"));
}

function contentKeys({ entries }: Side): (index: number) => string {
  return (index) => stringifyJson({ ...entries[index], name: "" });
}

/** The class of a step and the step with a counterpart that it comes after. */
function placeKeys({ entries, ids, isOpen }: Side): (index: number) => string {
  const before = entries.map((_, index) => {
    let at = index - 1;
    while (at >= 0 && isOpen(at)) at -= 1;
    return ids[at] ?? "";
  });
  return (index) => {
    const entry = entries[index] ?? {};
    return stringifyJson([before[index] ?? "", readText(entry, "file") ?? "", readText(entry, "syncpack") ?? ""]);
  };
}

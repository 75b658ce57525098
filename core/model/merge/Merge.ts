import { isJsonEqual, isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import type { MergeChoice, MergeConflict } from "./MergeResult.ts";

/** The same thing on three sides; undefined = it does not exist there. */
export interface Sides<T> {
  base: T;
  theirs: T;
  mine: T;
}

/** Makes something of each side. */
export function each<A, B>({ base, theirs, mine }: Sides<A>, make: (side: A) => B): Sides<B> {
  return { base: make(base), theirs: make(theirs), mine: make(mine) };
}

/** What a value belongs to. `silent`: mine wins without a word. */
export interface MergePlace {
  of: MergeConflict["of"];
  subject?: string;
  name?: string;
  path: string[];
  silent?: true;
}

/** One three-way merge on its way: the choices made and the conflicts found. */
export class Merge {
  readonly conflicts: MergeConflict[] = [];
  private readonly choices: Readonly<Record<string, MergeChoice>>;
  /** Whether a list at these keys is a set of names, in which both sides can add and remove. */
  private readonly isSet: (place: MergePlace) => boolean;

  constructor(choices: Readonly<Record<string, MergeChoice>>, isSet: (place: MergePlace) => boolean) {
    this.choices = choices;
    this.isSet = isSet;
  }

  value(sides: Sides<JsonValue | undefined>, place: MergePlace): JsonValue | undefined {
    const { base, theirs, mine } = sides;
    if (isJsonEqual(theirs, mine) || isJsonEqual(base, theirs)) return mine;
    if (isJsonEqual(base, mine)) return theirs;
    if (isJsonObject(theirs) && isJsonObject(mine)) {
      return this.object({ base: isJsonObject(base) ? base : {}, theirs, mine }, place);
    }
    if (this.isSet(place) && isListOrNone(base) && isListOrNone(theirs) && isListOrNone(mine)) {
      const merged = mergeSets({ base: base ?? [], theirs: theirs ?? [], mine: mine ?? [] });
      // A list goes with its last item.
      return merged.length === 0 ? undefined : merged;
    }
    return this.choose(sides, place);
  }

  object({ base, theirs, mine }: Sides<JsonObject>, place: MergePlace): JsonObject {
    const result: JsonObject = {};
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const at = { ...place, path: [...place.path, key] };
      const sides = { base: ownValue(base, key), theirs: ownValue(theirs, key), mine: ownValue(mine, key) };
      const value = this.value(sides, at);
      if (value !== undefined) setOwn(result, key, value);
    }
    return result;
  }

  /** Items that can be told apart; those that one side removed and the other did not change are gone. */
  items(sides: Sides<ReadonlyMap<string, JsonObject>>, of: (id: string, item: JsonObject) => MergePlace): KeyedItems {
    const { base, theirs, mine } = sides;
    const result = new Map<string, JsonObject>();
    for (const id of new Set([...mine.keys(), ...theirs.keys()])) {
      const item = { base: base.get(id), theirs: theirs.get(id), mine: mine.get(id) };
      const merged = this.value(item, of(id, item.mine ?? item.theirs ?? {}));
      if (isJsonObject(merged)) result.set(id, merged);
    }
    return result;
  }

  /** The side that was chosen; mine while nobody chose. */
  choose<T extends JsonValue | undefined>({ base, theirs, mine }: Sides<T>, place: MergePlace): T {
    if (place.silent) return mine;
    const { of, subject, name, path } = place;
    const id = JSON.stringify([of, subject ?? "", ...path]);
    this.conflicts.push({
      id,
      of,
      ...(subject === undefined ? {} : { subject }),
      ...(name === undefined ? {} : { name }),
      path,
      ...(base === undefined ? {} : { base }),
      ...(theirs === undefined ? {} : { theirs }),
      ...(mine === undefined ? {} : { mine }),
    });
    return Object.hasOwn(this.choices, id) && this.choices[id] === "theirs" ? theirs : mine;
  }
}

function isListOrNone(value: JsonValue | undefined): value is JsonValue[] | undefined {
  return value === undefined || Array.isArray(value);
}

export type KeyedItems = Map<string, JsonObject>;

/** What either side added, without what either removed; in the order of mine. */
function mergeSets({ base, theirs, mine }: Sides<JsonValue[]>): JsonValue[] {
  const has = (list: JsonValue[], item: JsonValue): boolean => list.some((other) => isJsonEqual(other, item));
  const kept = mine.filter((item) => has(theirs, item) || !has(base, item));
  return [...kept, ...theirs.filter((item) => !has(mine, item) && !has(base, item))];
}

import type { JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { diffValues } from "../../model/diff/diffValues.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import type { DataItem, OpenData } from "./OpenData.ts";
import { shortenJson } from "./shortenJson.ts";

export interface DataDiff {
  changes: DataChange[];
  /** The cursor of what was not compared yet; undefined = that was all. */
  next: string | undefined;
}

export interface DataChange {
  path: string;
  kind: "added" | "removed" | "changed";
  from?: JsonValue;
  to?: JsonValue;
}

export interface DataDiffRequest {
  cursor?: string | undefined;
  /** Changes at most. */
  limit: number;
}

interface Pair {
  from: OpenData;
  to: OpenData;
}

/** Where to go on: the items of `from` come first, then those that only `to` has. */
interface Place {
  side: "from" | "to";
  item: number;
  /** Changes of the item that were told. */
  skip: number;
}

/** Items that one request compares. */
const mostItems = 20_000;
const batch = 500;
const valueBudget = 500;

/**
 * What two step runs saved differently, as a person sees it. Rows are compared by position, objects by key. One request
 * compares a bounded part and says where to go on. Throws `wrong_use` for the cursor.
 */
export function diffData(pair: Pair, { cursor, limit }: DataDiffRequest): DataDiff {
  const place = parseCursor(cursor);
  const changes: DataChange[] = [];
  if (pair.from.kind === undefined || pair.from.kind !== pair.to.kind) {
    return takeChanges({ found: compareWhole(pair), place, limit, changes }) ?? { changes, next: undefined };
  }
  for (let done = 0; done < mostItems; done += batch) {
    const rows = readChanges(pair, place);
    if (rows.length === 0) {
      if (place.side === "to") return { changes, next: undefined };
      Object.assign(place, { side: "to", item: pair.from.kind === "list" ? (pair.from.count ?? 0) : 0 });
      continue;
    }
    for (const found of rows) {
      const full = takeChanges({ found, place, limit, changes });
      if (full !== undefined) return full;
      place.item += 1;
      place.skip = 0;
    }
  }
  return { changes, next: printCursor(place) };
}

/** Adds what one item brings; the answer when that is all there is room for. */
function takeChanges(given: {
  found: DataChange[];
  place: Place;
  limit: number;
  changes: DataChange[];
}): DataDiff | undefined {
  const { found, place, limit, changes } = given;
  for (const change of found.slice(place.skip)) {
    if (changes.length === limit) return { changes, next: printCursor(place) };
    changes.push(change);
    place.skip += 1;
  }
  return undefined;
}

/** The changes of each of the next items. */
function readChanges({ from, to }: Pair, { side, item }: Place): DataChange[][] {
  const own = side === "from" ? from : to;
  const items = own.items(item, item + batch);
  const others = readOthers(side === "from" ? to : from, items);
  return items.map(({ key, value }) => {
    const other = others.get(key);
    if (side === "to") {
      return other === undefined ? compare({ to: { value: to.show(value) }, key: maskKey(to, key) }) : [];
    }
    return compare({
      from: { value: from.show(value) },
      ...(other === undefined ? {} : { to: { value: to.show(other.value) } }),
      key: maskKey(from, key),
    });
  });
}

/** What the other side has under the keys of some items. */
function readOthers(data: OpenData, items: DataItem[]): Map<string | number, { value: unknown }> {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return new Map();
  if (typeof first.key === "number" && typeof last.key === "number") {
    return new Map(data.items(first.key, last.key + 1).map(({ key, value }) => [key, { value }]));
  }
  const found = data.itemsOf(items.map(({ key }) => String(key)));
  return new Map([...found].map(([key, value]) => [key, { value }]));
}

function compareWhole({ from, to }: Pair): DataChange[] {
  return compare({ from: { value: from.show(from.readAt([])) }, to: { value: to.show(to.readAt([])) } });
}

function compare(given: {
  from?: { value: JsonValue };
  to?: { value: JsonValue };
  key?: string | number;
}): DataChange[] {
  const { from, to, key } = given;
  return diffValues(from?.value, to?.value, key === undefined ? [] : [key]).map((change) => ({
    path: jsonPath(change.path),
    kind: change.from === undefined ? "added" : change.to === undefined ? "removed" : "changed",
    ...(change.from === undefined ? {} : { from: shortenJson(change.from, valueBudget) }),
    ...(change.to === undefined ? {} : { to: shortenJson(change.to, valueBudget) }),
  }));
}

function maskKey(data: OpenData, key: string | number): string | number {
  return typeof key === "string" ? data.mask(key) : key;
}

function printCursor({ side, item, skip }: Place): string {
  return `${side}.${item}.${skip}`;
}

function parseCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return { side: "from", item: 0, skip: 0 };
  const [, side, item, skip] = /^(from|to)\.(\d{1,12})\.(\d{1,12})$/.exec(cursor) ?? [];
  if (side === undefined) throw new SluiceError("wrong_use", `"${cursor}" is no cursor of a comparison.`);
  return { side: side === "to" ? "to" : "from", item: Number(item), skip: Number(skip) };
}

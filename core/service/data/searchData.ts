import type { JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import { type DataItem, type DataPath, listItems, type OpenData } from "./OpenData.ts";
import { shortenJson } from "./shortenJson.ts";

export interface DataSearch {
  hits: { path: string; in: "key" | "value"; value: JsonValue }[];
  /** The cursor of what was not looked at yet; undefined = that was all. */
  next: string | undefined;
}

export interface DataSearchRequest {
  /** Looked for in keys and values without regard to case. */
  text: string;
  /** Only below it. */
  path: DataPath;
  cursor?: string | undefined;
  /** Hits at most. */
  limit: number;
}

/** Keys and values that one request looks at. */
const mostNodes = 100_000;
/** Items read at once. */
const batch = 500;
const hitBudget = 300;

/**
 * Where a text is in saved data, in the order of the data, as a person sees it: what is masked cannot be found. One
 * request looks at a bounded part and says where to go on. Throws `not_found` for the path, `wrong_use` for the cursor.
 */
export function searchData(data: OpenData, { text, path, cursor, limit }: DataSearchRequest): DataSearch {
  const start = parseCursor(cursor);
  const hunt = new Hunt(data, { wanted: text.toLowerCase(), limit, skip: start.node });
  for (let item = start.item; ; ) {
    const items = readItems(data, path, [item, item + batch]);
    if (items.length === 0) return { hits: hunt.hits, next: undefined };
    for (const found of items) {
      if (!hunt.take(found)) return { hits: hunt.hits, next: `${item}.${hunt.node}` };
      item += 1;
    }
  }
}

interface Found {
  path: DataPath;
  value: unknown;
}

function readItems(data: OpenData, path: DataPath, [from, to]: [number, number]): Found[] {
  const toFound = ({ key, value }: DataItem): Found => ({ path: [...path, key], value });
  if (path.length === 0 && data.kind !== undefined) return data.items(from, to).map(toFound);
  const value = data.readAt(path);
  return (listItems(value)?.map(toFound) ?? [{ path, value }]).slice(from, to);
}

/** One search through some items: how far it came, and what it found. */
class Hunt {
  readonly hits: DataSearch["hits"] = [];
  /** Nodes of the present item that were looked at. */
  node = 0;
  private left = mostNodes;
  /** Nodes of the first item that an earlier request looked at. */
  private skip: number;
  private readonly data: OpenData;
  private readonly wanted: string;
  private readonly limit: number;

  constructor(data: OpenData, { wanted, limit, skip }: { wanted: string; limit: number; skip: number }) {
    this.data = data;
    this.wanted = wanted;
    this.limit = limit;
    this.skip = skip;
  }

  /** Looks through one item. False: it stopped inside of it, `node` says where. */
  take({ value, path }: Found): boolean {
    this.node = 0;
    const isDone = this.walk(value, path);
    if (isDone) this.skip = 0;
    return isDone;
  }

  private walk(value: unknown, path: DataPath): boolean {
    if (this.node >= this.skip) {
      if (this.left === 0 || this.hits.length === this.limit) return false;
      this.left -= 1;
      this.look(value, path);
    }
    this.node += 1;
    return (listItems(value) ?? []).every((item) => this.walk(item.value, [...path, item.key]));
  }

  private look(value: unknown, path: DataPath): void {
    const key = path.at(-1);
    const isKey = typeof key === "string" && this.isIn(this.data.mask(key));
    if (!isKey && !this.isValue(value)) return;
    const shown = path.map((part) => (typeof part === "string" ? this.data.mask(part) : part));
    this.hits.push({
      path: jsonPath(shown),
      in: isKey ? "key" : "value",
      value: shortenJson(this.data.show(value), hitBudget),
    });
  }

  private isValue(value: unknown): boolean {
    if (listItems(value) !== undefined) return false;
    const shown = this.data.show(value);
    return this.isIn(typeof shown === "string" ? shown : JSON.stringify(shown));
  }

  private isIn(text: string): boolean {
    return text.toLowerCase().includes(this.wanted);
  }
}

function parseCursor(cursor: string | undefined): { item: number; node: number } {
  if (cursor === undefined) return { item: 0, node: 0 };
  const [, item, node] = /^(\d{1,12})\.(\d{1,12})$/.exec(cursor) ?? [];
  if (item === undefined) throw new SluiceError("wrong_use", `"${cursor}" is no cursor of a search.`);
  return { item: Number(item), node: Number(node) };
}

import { type Masker, maskJson } from "../../base/createMasker.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { toTypedJson } from "../../base/typedJson.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { DataCodec } from "../ports/DataCodec.ts";

export type DataPath = readonly (string | number)[];

/** A row of a list, or a key of an object, with what is there. */
export interface DataItem {
  key: string | number;
  value: unknown;
}

interface Parts {
  stored: StoredData;
  codec: DataCodec;
  options: { dataKey: Uint8Array; blobFolder: string };
  mask: Masker;
}

/** What one step saved, opened to be read part by part: only the chunks that are asked for are read. */
export class OpenData {
  readonly mask: Masker;
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
    this.mask = parts.mask;
  }

  /** undefined = it is one value, that is read as a whole. */
  get kind(): "list" | "object" | undefined {
    const { kind } = this.parts.stored.summary;
    if (kind === "object") return "object";
    return kind === "list" || kind === "dataset" ? "list" : undefined;
  }

  /** Rows or keys of the whole. */
  get count(): number | undefined {
    return this.parts.stored.summary.count;
  }

  /** The items of the whole from the first position (included) to the second (excluded); none for one value. */
  items(from: number, to: number): DataItem[] {
    const { codec, stored, options } = this.parts;
    const found = this.kind === undefined ? undefined : codec.readPage(stored, { rows: [from, to] }, options);
    if (!Array.isArray(found)) return [];
    if (this.kind === "list") return found.map((value, at) => ({ key: from + at, value }));
    return (found as [string, unknown][]).map(([key, value]) => ({ key, value }));
  }

  /** Those of the keys that a saved object has, in no order. */
  itemsOf(keys: string[]): Map<string, unknown> {
    const { codec, stored, options } = this.parts;
    const found = this.kind === "object" ? codec.readPage(stored, { keys }, options) : undefined;
    return new Map(Object.entries((found ?? {}) as Record<string, unknown>));
  }

  /** What is at a path. The first part of it chooses the chunk; the rest is walked in memory. Throws `not_found`. */
  readAt(path: DataPath): unknown {
    const { codec, stored, options } = this.parts;
    const [first, ...rest] = path;
    if (first === undefined) return codec.decode(stored, options);
    let value = this.readFirst(first);
    for (const part of rest) {
      if (value === undefined || !hasOwn(value.value, part)) throw nothingAt(path);
      value = { value: (value.value as Record<string | number, unknown>)[part] };
    }
    if (value === undefined) throw nothingAt(path);
    return value.value;
  }

  /** The inferred JSON schema of all that was saved. */
  schema(): JsonObject {
    const { codec, stored, options } = this.parts;
    return maskJson(codec.readSchema(stored, options), this.mask) as JsonObject;
  }

  /** A value as a person may see it: typed JSON, secrets masked. */
  show(value: unknown): JsonValue {
    return maskJson(toTypedJson(value), this.mask);
  }

  private readFirst(first: string | number): { value: unknown } | undefined {
    if (typeof first === "string") {
      const found = this.itemsOf([first]);
      return found.has(first) ? { value: found.get(first) } : undefined;
    }
    const [row] = this.kind === "list" ? this.items(first, first + 1) : [];
    return row && { value: row.value };
  }
}

/** Whether it has keys of its own that a path can name: classes such as Date and Map have none. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The rows of a list and the keys of an object; undefined for anything else. */
export function listItems(value: unknown): DataItem[] | undefined {
  if (Array.isArray(value)) return value.map((item, at) => ({ key: at, value: item }));
  return isPlain(value) ? Object.entries(value).map(([key, item]) => ({ key, value: item })) : undefined;
}

function hasOwn(value: unknown, part: string | number): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, part);
}

function nothingAt(path: DataPath): SluiceError {
  return new SluiceError("not_found", `There is nothing at ${jsonPath(path)}.`, { details: { path: jsonPath(path) } });
}

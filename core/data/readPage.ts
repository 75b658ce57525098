import type { StoredData } from "../model/StoredData.ts";
import { BlobReader } from "./BlobReader.ts";
import { type DecodeOptions, decodeData, readKeys, readRows, setKey } from "./decodeData.ts";

/** Which part of saved data: rows from the first (included) to the second (excluded), or keys of an object. */
export type Page = { rows: [number, number] } | { keys: string[] };

/**
 * A part of saved data, reading only the chunks that hold it: a list of rows, or an object of the asked keys that exist.
 * Rows of an object are its entries as `[key, value]`. Undefined for other data. Throws `data_damaged`.
 */
export function readPage(
  stored: StoredData,
  page: Page,
  options: DecodeOptions & { onRead?(bytes: number): void },
): unknown {
  if (stored.kind === "blob") {
    using reader = new BlobReader(stored, options);
    const { layout } = reader.index;
    const isRows = layout === "rows" || layout === "frames";
    if (isRows || layout === "keys") {
      const result = isRows ? pageOfRows(reader, page) : pageOfKeys(reader, page);
      options.onRead?.(reader.bytesRead);
      return result;
    }
    options.onRead?.(stored.size);
  }
  return pageOfValue(decodeData(stored, options), stored, page);
}

function pageOfRows(reader: BlobReader, page: Page): unknown[] | undefined {
  return "rows" in page ? slice(reader, page.rows, (chunk) => readRows(reader, chunk)) : undefined;
}

function pageOfKeys(reader: BlobReader, page: Page): unknown {
  if ("rows" in page) return slice(reader, page.rows, (chunk) => Object.entries(readKeys(reader, chunk)));
  const wanted = new Set(page.keys);
  const result: Record<string, unknown> = {};
  for (const [chunk, entry] of reader.index.chunks.entries()) {
    const found = (entry.keys ?? []).filter((key) => wanted.has(key));
    if (found.length === 0) continue;
    const part = readKeys(reader, chunk);
    for (const key of found) setKey(result, key, part[key]);
  }
  return result;
}

function slice<T>(reader: BlobReader, [from, to]: [number, number], read: (chunk: number) => T[]): T[] {
  const rows: T[] = [];
  let start = 0;
  for (const [chunk, { count }] of reader.index.chunks.entries()) {
    const end = start + count;
    if (end > from && start < to) rows.push(...read(chunk).slice(Math.max(0, from - start), to - start));
    start = end;
  }
  return rows;
}

function pageOfValue(value: unknown, stored: StoredData, page: Page): unknown {
  if (Array.isArray(value)) return "rows" in page ? value.slice(...page.rows) : undefined;
  if (stored.summary.kind !== "object" || typeof value !== "object" || value === null) return undefined;
  const entries = Object.entries(value);
  if ("rows" in page) return entries.slice(...page.rows);
  const wanted = new Set(page.keys);
  const result: Record<string, unknown> = {};
  for (const [key, item] of entries) if (wanted.has(key)) setKey(result, key, item);
  return result;
}

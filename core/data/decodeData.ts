import { type JsonObject, type JsonValue, setOwn } from "../base/json.ts";
import type { StoredData } from "../model/StoredData.ts";
import { BlobReader } from "./BlobReader.ts";
import { readFrames } from "./frames.ts";
import { openInline } from "./inlineData.ts";
import { readPair } from "./pair.ts";
import { fromValueBytes } from "./valueBytes.ts";

export interface DecodeOptions {
  /** 32 bytes. */
  dataKey: Uint8Array;
  /** Absolute folder. */
  blobFolder: string;
}

/** The value as it was saved; a dataset as a list. Each call makes a new copy. Throws `data_damaged`. */
export function decodeData(stored: StoredData, options: DecodeOptions): unknown {
  if (stored.kind === "inline") {
    const { layout, plain } = openInline(stored.bytes, options.dataKey);
    if (layout === "json") return JSON.parse(plain.toString());
    if (layout === "pair") return readPair(plain).value;
    return layout === "frames" ? readFrames(plain) : fromValueBytes(plain);
  }
  using reader = new BlobReader(stored, options);
  switch (reader.index.layout) {
    case "rows":
    case "frames":
      return readAllRows(reader);
    case "keys":
      return readAllKeys(reader);
    case "value":
      return fromValueBytes(readAllBytes(reader));
    case "Buffer":
      return readAllBytes(reader);
    case "Uint8Array":
      return new Uint8Array(readAllBytes(reader).buffer);
  }
}

/** The rows of one chunk of a list or dataset. */
export function readRows(reader: BlobReader, chunk: number): unknown[] {
  const bytes = reader.chunk(chunk);
  return reader.index.layout === "frames" ? readFrames(bytes) : (fromValueBytes(bytes) as unknown[]);
}

/** The keys of one chunk of an object. */
export function readKeys(reader: BlobReader, chunk: number): Record<string, unknown> {
  return fromValueBytes(reader.chunk(chunk)) as Record<string, unknown>;
}

function readAllRows(reader: BlobReader): unknown[] {
  const rows: unknown[] = [];
  for (const chunk of reader.index.chunks.keys()) {
    for (const row of readRows(reader, chunk)) rows.push(row);
  }
  return rows;
}

function readAllKeys(reader: BlobReader): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const chunk of reader.index.chunks.keys()) {
    for (const [key, value] of Object.entries(readKeys(reader, chunk))) setKey(result, key, value);
  }
  return result;
}

/** Sets an own property, `__proto__` included. */
export function setKey(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") setOwn(target as JsonObject, key, value as JsonValue);
  else target[key] = value;
}

function readAllBytes(reader: BlobReader): Buffer {
  const total = reader.index.chunks.reduce((sum, chunk) => sum + chunk.count, 0);
  const bytes = Buffer.allocUnsafeSlow(total);
  let offset = 0;
  for (const chunk of reader.index.chunks.keys()) offset += reader.chunk(chunk).copy(bytes, offset);
  return bytes;
}

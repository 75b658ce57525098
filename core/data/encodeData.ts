import type { DataSummary } from "../model/RunRecord.ts";
import type { StoredData } from "../model/StoredData.ts";
import { BlobWriter } from "./BlobWriter.ts";
import type { BlobLayout } from "./blobFormat.ts";
import { inferSchema } from "./inferSchema.ts";
import { inlineBytes, sealInline } from "./inlineData.ts";
import { type Inspection, inspectValue, isStackOverflow, pieceBytes, refusal, tooDeep } from "./inspectValue.ts";
import { OutputLimit } from "./OutputLimit.ts";
import { sealPair } from "./pair.ts";
import { toSmallJson } from "./smallJson.ts";
import { isBuiltIn } from "./unserializable.ts";
import { toValueBytes } from "./valueBytes.ts";

export interface EncodeOptions {
  /** 32 bytes. */
  dataKey: Uint8Array;
  /** Absolute folder; made if it is missing. */
  blobFolder: string;
  /** Most serialised bytes; beyond it OutputTooLargeException. Undefined = no limit. */
  limitBytes?: number | undefined;
}

/**
 * Keeps any structured-cloneable value: up to 1 MB serialised inline, above that in a blob file, on disk when this resolves.
 * Instances of classes are kept as plain objects of their own enumerable properties. The value is read at once, before the first await.
 * Throws DataNotSerializableException, OutputTooLargeException, or the error of the file system.
 */
export async function encodeData(value: unknown, options: EncodeOptions): Promise<StoredData> {
  return encodeSmall(value, options) ?? encodeAny(value, options);
}

/**
 * `encodeData` of a small plain value, which needs no promise; undefined = it is none. `parameters`: JSON that is sealed
 * together with the value if `isPair` says so of the bytes. Throws OutputTooLargeException.
 */
export function encodeSmall(
  value: unknown,
  { dataKey, limitBytes }: EncodeOptions,
  parameters?: string,
): (StoredData & { kind: "inline" }) | undefined {
  const json = toSmallJson(value);
  if (json === undefined) return undefined;
  const size = Buffer.byteLength(json);
  new OutputLimit(limitBytes).add(size);
  const pair = parameters === undefined ? undefined : sealPair(json, parameters, dataKey);
  const bytes = pair ?? sealInline("json", Buffer.from(json), dataKey);
  return { kind: "inline", summary: summarize(value, size), bytes };
}

async function encodeAny(value: unknown, options: EncodeOptions): Promise<StoredData> {
  const limit = new OutputLimit(options.limitBytes);
  if (value instanceof Uint8Array && value.byteLength > inlineBytes) return writeBytes(value, { options, limit });
  const inspection = inspectValue(value);
  // The estimate may be twice the size; the true one decides.
  if (inspection.bytes <= 4 * inlineBytes) {
    const bytes = serialize(value);
    limit.add(bytes.length);
    const summary = summarize(value, bytes.length);
    if (bytes.length <= inlineBytes)
      return { kind: "inline", summary, bytes: sealInline("value", bytes, options.dataKey) };
    if (inspection.pieces === undefined) return writeWhole(value, bytes, options);
    return writePieces(value, { inspection, options, limit: new OutputLimit(options.limitBytes) });
  }
  if (inspection.pieces !== undefined) return writePieces(value, { inspection, options, limit });
  const bytes = serialize(value);
  limit.add(bytes.length);
  return writeWhole(value, bytes, options);
}

/** Runs `write` on a new blob; removes the file if it throws. */
export async function withBlob(
  options: EncodeOptions,
  write: (writer: BlobWriter) => Promise<StoredData>,
): Promise<StoredData> {
  const writer = await BlobWriter.create(options);
  try {
    return await write(writer);
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function serialize(value: unknown): Buffer {
  try {
    return toValueBytes(value);
  } catch (error) {
    if (isStackOverflow(error)) throw tooDeep();
    throw refusal(value, `cannot be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function summarize(value: unknown, bytes: number): DataSummary {
  if (Array.isArray(value)) return { kind: "list", bytes, count: value.length };
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return { kind: "bytes", bytes };
  if (typeof value !== "object" || value === null || isBuiltIn(value)) return { kind: "value", bytes };
  return { kind: "object", bytes, count: Object.keys(value).length };
}

interface Writing {
  options: EncodeOptions;
  limit: OutputLimit;
}

function writeBytes(value: Uint8Array, { options, limit }: Writing): Promise<StoredData> {
  limit.add(value.byteLength);
  const summary: DataSummary = { kind: "bytes", bytes: value.byteLength };
  const layout = Buffer.isBuffer(value) ? "Buffer" : "Uint8Array";
  return writeSlices(value, { options, layout, summary, value });
}

function writeWhole(value: unknown, bytes: Uint8Array, options: EncodeOptions): Promise<StoredData> {
  return writeSlices(bytes, { options, layout: "value", summary: summarize(value, bytes.length), value });
}

function writeSlices(
  bytes: Uint8Array,
  {
    options,
    layout,
    summary,
    value,
  }: { options: EncodeOptions; layout: BlobLayout; summary: DataSummary; value: unknown },
): Promise<StoredData> {
  return withBlob(options, async (writer) => {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      const slice = bytes.subarray(start, start + pieceBytes);
      await writer.add(slice, { count: slice.length });
    }
    return { kind: "blob", summary, ...(await writer.finish({ layout, summary, schema: inferSchema(value) })) };
  });
}

function writePieces(
  value: unknown,
  { inspection, options, limit }: Writing & { inspection: Inspection },
): Promise<StoredData> {
  const pieces = Array.isArray(value) ? new RowPieces(value) : new KeyPieces(value as Record<string, unknown>);
  return withBlob(options, async (writer) => {
    let start = 0;
    for (const end of inspection.pieces ?? []) {
      for (const part of serializePiece(pieces, start, end)) {
        limit.add(part.bytes.length);
        await writer.add(part.bytes, { count: part.end - part.start, ...pieces.describe(part.start, part.end) });
      }
      start = end;
    }
    const summary = summarize(value, limit.used);
    const index = { layout: pieces.layout as BlobLayout, summary, schema: inferSchema(value) };
    return { kind: "blob", summary, ...(await writer.finish(index)) };
  });
}

interface Piece {
  start: number;
  end: number;
  bytes: Buffer;
}

// The estimate counts text as Latin-1, so a piece may come out too large; then its halves are taken.
function serializePiece(pieces: RowPieces | KeyPieces, start: number, end: number): Piece[] {
  const bytes = serialize(pieces.slice(start, end));
  if (bytes.length <= pieceBytes || end - start === 1) return [{ start, end, bytes }];
  const middle = (start + end) >> 1;
  return [...serializePiece(pieces, start, middle), ...serializePiece(pieces, middle, end)];
}

class RowPieces {
  readonly layout = "rows";
  private readonly rows: unknown[];

  constructor(rows: unknown[]) {
    this.rows = rows;
  }

  slice(start: number, end: number): unknown[] {
    return this.rows.slice(start, end);
  }

  describe(): object {
    return {};
  }
}

class KeyPieces {
  readonly layout = "keys";
  private readonly value: Record<string, unknown>;
  private readonly keys: string[];

  constructor(value: Record<string, unknown>) {
    this.value = value;
    this.keys = Object.keys(value);
  }

  slice(start: number, end: number): Record<string, unknown> {
    const keys = this.keys.slice(start, end);
    return Object.fromEntries(keys.map((key) => [key, this.value[key]]));
  }

  describe(start: number, end: number): { keys: string[] } {
    return { keys: this.keys.slice(start, end) };
  }
}

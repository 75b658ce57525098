import type { DataSummary } from "../model/RunRecord.ts";
import type { StoredData } from "../model/StoredData.ts";
import { BlobWriter } from "./BlobWriter.ts";
import type { EncodeOptions } from "./encodeData.ts";
import { joinFrames } from "./frames.ts";
import { SchemaSample } from "./inferSchema.ts";
import { sealInline } from "./inlineData.ts";
import { assertSerializable, isStackOverflow, pieceBytes, pieceCount, refusal, tooDeep } from "./inspectValue.ts";
import { OutputLimit } from "./OutputLimit.ts";
import { toValueBytes } from "./valueBytes.ts";

const frameHeaderBytes = 4;
const sampledRows = 100;

/**
 * Keeps the rows of an iterable in chunks of at most 1,000 rows or 1 MB, in constant memory. Each row is serialised
 * when it comes, so the producer may reuse one object for all. A dataset that fits one chunk is kept inline.
 * Throws as `encodeData`, and what the iterable throws; then nothing is kept.
 */
export async function encodeDataset(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  options: EncodeOptions,
): Promise<StoredData> {
  const dataset = new Dataset(options);
  try {
    for await (const row of rows) {
      if (dataset.push(row)) await dataset.flush();
    }
    return await dataset.finish();
  } catch (error) {
    await dataset.abort();
    throw error;
  }
}

class Dataset {
  private readonly options: EncodeOptions;
  private readonly limit: OutputLimit;
  private writer: BlobWriter | undefined;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private count = 0;
  private readonly sample = new SchemaSample();
  private next: Buffer | undefined;

  constructor(options: EncodeOptions) {
    this.options = options;
    this.limit = new OutputLimit(options.limitBytes);
  }

  /** Whether a chunk is full and must be flushed before the next row. */
  push(row: unknown): boolean {
    const bytes = serializeRow(row, this.count);
    this.limit.add(bytes.length);
    if (this.count < sampledRows) this.sample.add(row);
    this.count += 1;
    if (this.pendingBytes + bytes.length + frameHeaderBytes > pieceBytes || this.pending.length === pieceCount) {
      this.next = bytes;
      return true;
    }
    this.take(bytes);
    return false;
  }

  async flush(): Promise<void> {
    if (this.pending.length > 0) {
      this.writer ??= await BlobWriter.create(this.options);
      const { length: count } = this.pending;
      await this.writer.add(joinFrames(this.pending), { count });
    }
    this.pending = [];
    this.pendingBytes = 0;
    const { next } = this;
    this.next = undefined;
    if (next !== undefined) this.take(next);
  }

  async finish(): Promise<StoredData> {
    const summary: DataSummary = { kind: "dataset", bytes: this.limit.used, count: this.count };
    if (this.writer === undefined && this.pendingBytes <= pieceBytes) {
      return { kind: "inline", summary, bytes: sealInline("frames", joinFrames(this.pending), this.options.dataKey) };
    }
    await this.flush();
    const schema = { type: "array", items: this.sample.schema() };
    this.writer ??= await BlobWriter.create(this.options);
    return { kind: "blob", summary, ...(await this.writer.finish({ layout: "frames", summary, schema })) };
  }

  async abort(): Promise<void> {
    await this.writer?.abort();
  }

  private take(bytes: Buffer): void {
    this.pending.push(bytes);
    this.pendingBytes += bytes.length + frameHeaderBytes;
  }
}

function serializeRow(row: unknown, position: number): Buffer {
  assertSerializable(row);
  try {
    return toValueBytes(row);
  } catch (error) {
    if (isStackOverflow(error)) throw tooDeep();
    throw refusal(row, `(row ${position}) cannot be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}

import { randomBytes, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import type { JsonObject } from "../base/json.ts";
import type { DataSummary } from "../model/RunRecord.ts";
import {
  type BlobChunk,
  type BlobLayout,
  blobCipher,
  blobPath,
  deriveBlobKey,
  footerBytes,
  footerMagic,
  headerBytes,
  magic,
  saltBytes,
} from "./blobFormat.ts";
import { encrypt } from "./seal.ts";
import { syncFolder } from "./syncFolder.ts";

const writeBytes = 1_048_576;

/** Writes one blob file. It has its name only once it is whole and on disk: a crash leaves a `.tmp` file at worst. */
export class BlobWriter {
  private readonly blobFolder: string;
  private readonly blob: string;
  private readonly file: FileHandle;
  private readonly key: Uint8Array;
  private readonly chunks: BlobChunk[] = [];
  private offset = headerBytes;
  private queued: Buffer[];
  private queuedBytes = 0;
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(parts: { blobFolder: string; blob: string; file: FileHandle; key: Uint8Array; salt: Buffer }) {
    this.blobFolder = parts.blobFolder;
    this.blob = parts.blob;
    this.file = parts.file;
    this.key = parts.key;
    this.queued = [magic, parts.salt];
  }

  static async create({ blobFolder, dataKey }: { blobFolder: string; dataKey: Uint8Array }): Promise<BlobWriter> {
    const blob = `${randomUUID()}.blob`;
    const salt = randomBytes(saltBytes);
    const file = await openNew(blobFolder, blob);
    return new BlobWriter({ blobFolder, blob, file, key: deriveBlobKey(dataKey, { salt, blob }), salt });
  }

  /** Adds a chunk. The bytes may be reused once it returned; the promise resolves when the writer takes more. */
  async add(plain: Uint8Array, { count, keys }: { count: number; keys?: string[] }): Promise<void> {
    const sealed = encrypt(plain, blobCipher(this.key, this.chunks.length));
    const length = plain.length + sealed[1].length;
    this.chunks.push({ offset: this.offset, length, count, ...(keys && { keys }) });
    this.offset += length;
    this.queued.push(...sealed);
    this.queuedBytes += length;
    if (this.queuedBytes >= writeBytes) await this.flush();
  }

  /** Writes the index, makes the file durable and gives it its name. */
  async finish(index: {
    layout: BlobLayout;
    summary: DataSummary;
    schema: JsonObject;
  }): Promise<{ blob: string; size: number }> {
    const plain = Buffer.from(JSON.stringify({ version: 1, ...index, chunks: this.chunks }));
    const sealed = encrypt(plain, blobCipher(this.key, -1));
    const length = plain.length + sealed[1].length;
    const footer = Buffer.alloc(footerBytes);
    footer.writeUIntBE(this.offset, 0, 6);
    footer.writeUIntBE(length, 6, 6);
    footerMagic.copy(footer, 12);
    this.queued.push(...sealed, footer);
    await this.flush();
    await this.writing;
    await this.file.sync();
    await this.file.close();
    await rename(temporaryPath(this.blobFolder, this.blob), blobPath(this.blobFolder, this.blob));
    await syncFolder(this.blobFolder);
    return { blob: this.blob, size: this.offset + length + footerBytes };
  }

  /** Removes what was written. */
  async abort(): Promise<void> {
    await this.writing.catch(() => undefined);
    await this.file.close().catch(() => undefined);
    await rm(temporaryPath(this.blobFolder, this.blob), { force: true });
  }

  // One write is under way while the next chunks are serialised; never more, so memory stays bounded.
  private async flush(): Promise<void> {
    const batch = this.queued;
    this.queued = [];
    this.queuedBytes = 0;
    await this.writing;
    this.writing = this.writeAll(batch);
    this.writing.catch(() => undefined);
  }

  private async writeAll(batch: Buffer[]): Promise<void> {
    const total = batch.reduce((sum, part) => sum + part.length, 0);
    const { bytesWritten } = await this.file.writev(batch);
    // A short write means a full disk or a signal; the rest tells which.
    let left = Buffer.alloc(0);
    if (bytesWritten < total) left = Buffer.concat(batch).subarray(bytesWritten);
    while (left.length > 0) left = left.subarray((await this.file.write(left)).bytesWritten);
  }
}

async function openNew(blobFolder: string, blob: string): Promise<FileHandle> {
  const path = temporaryPath(blobFolder, blob);
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    await mkdir(blobFolder, { recursive: true, mode: 0o700 });
    return open(path, "wx", 0o600);
  }
}

function temporaryPath(blobFolder: string, blob: string): string {
  return `${blobPath(blobFolder, blob)}.tmp`;
}

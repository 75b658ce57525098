import { hkdfSync } from "node:crypto";
import { basename, join } from "node:path";
import type { JsonObject } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { DataSummary } from "../model/RunRecord.ts";
import type { CipherOptions } from "./seal.ts";

/*
 * A blob file: header (magic, salt), sealed chunks one after the other, the sealed index, a footer that finds the index.
 * Each file has a key of its own, derived from the data key, the salt and the file's name, so that the number of a chunk
 * can be its nonce: a chunk that was swapped, moved or taken from another file does not open, and an index that was cut
 * off is missed.
 */

/** How the chunks of a file make the value. */
export type BlobLayout =
  /** Each chunk is a serialised list of rows. */
  | "rows"
  /** Each chunk is a sequence of rows, each serialised for itself, with its length before it. */
  | "frames"
  /** Each chunk is a serialised object with some of the keys. */
  | "keys"
  /** The chunks together are one serialised value. */
  | "value"
  /** The chunks together are the bytes of a Buffer or a Uint8Array. */
  | "Buffer"
  | "Uint8Array";

export interface BlobChunk {
  /** From the start of the file. */
  offset: number;
  /** In the file, tag included. */
  length: number;
  /** Rows, keys or bytes. */
  count: number;
  /** Layout "keys" only, in order. */
  keys?: string[];
}

export interface BlobIndex {
  version: 1;
  layout: BlobLayout;
  summary: DataSummary;
  /** Inferred JSON schema. */
  schema: JsonObject;
  chunks: BlobChunk[];
}

export const magic = Buffer.from("SLUICEB1");
export const saltBytes = 16;
export const headerBytes = magic.length + saltBytes;
/** Offset of the index (6 bytes), its length (6), the end of the magic (4). */
export const footerBytes = 16;
export const footerMagic = Buffer.from("END1");

/** The key of one file. */
export function deriveBlobKey(dataKey: Uint8Array, { salt, blob }: { salt: Uint8Array; blob: string }): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", dataKey, salt, `sluice:blob:1:${blob}`, 32));
}

/** How chunk `number` is sealed; -1 is the index. */
export function blobCipher(dataKey: Uint8Array, number: number): CipherOptions {
  const nonce = Buffer.alloc(12, number < 0 ? 0xff : 0);
  if (number >= 0) nonce.writeUIntBE(number, 6, 6);
  return { dataKey, nonce, label: number < 0 ? "index" : "chunk" };
}

/** Absolute path of a blob. Throws `data_damaged` for a name that leads out of the folder. */
export function blobPath(blobFolder: string, blob: string): string {
  if (blob === "" || basename(blob) !== blob)
    throw new SluiceError("data_damaged", `"${blob}" is not the name of a blob`);
  return join(blobFolder, blob);
}

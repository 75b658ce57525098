import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { SluiceError } from "../base/SluiceError.ts";
import {
  type BlobChunk,
  type BlobIndex,
  blobCipher,
  blobPath,
  deriveBlobKey,
  footerBytes,
  footerMagic,
  headerBytes,
  magic,
} from "./blobFormat.ts";
import { decrypt } from "./seal.ts";

/** Reads one blob file chunk by chunk. Everything that is missing, cut or changed throws `data_damaged`. */
export class BlobReader implements Disposable {
  readonly index: BlobIndex;
  /** Bytes read from the file so far. */
  bytesRead = 0;
  private readonly blob: string;
  private readonly descriptor: number;
  private readonly key: Uint8Array;

  constructor(
    { blob, size }: { blob: string; size: number },
    { blobFolder, dataKey }: { blobFolder: string; dataKey: Uint8Array },
  ) {
    this.blob = blob;
    this.descriptor = openBlob(blobPath(blobFolder, blob), blob);
    try {
      if (fstatSync(this.descriptor).size !== size) throw this.damaged("does not have the size it was written with");
      if (size < headerBytes + footerBytes) throw this.damaged("is too short");
      const header = this.read(0, headerBytes);
      const footer = this.read(size - footerBytes, footerBytes);
      if (!header.subarray(0, magic.length).equals(magic) || !footer.subarray(12).equals(footerMagic)) {
        throw this.damaged("is not a blob file");
      }
      this.key = deriveBlobKey(dataKey, { salt: header.subarray(magic.length), blob });
      const offset = footer.readUIntBE(0, 6);
      const length = footer.readUIntBE(6, 6);
      if (offset + length + footerBytes !== size) throw this.damaged("has no index where it should be");
      this.index = JSON.parse(decrypt(this.read(offset, length), blobCipher(this.key, -1)).toString());
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The plain bytes of a chunk, counted from 0. */
  chunk(number: number): Buffer {
    const entry = this.entry(number);
    return decrypt(this.read(entry.offset, entry.length), blobCipher(this.key, number));
  }

  close(): void {
    closeSync(this.descriptor);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  private entry(number: number): BlobChunk {
    const entry = this.index.chunks[number];
    if (entry === undefined) throw new RangeError(`No chunk ${number}`);
    return entry;
  }

  private read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.descriptor, bytes, filled, length - filled, offset + filled);
      if (count === 0) throw this.damaged("ends too early");
      filled += count;
    }
    this.bytesRead += length;
    return bytes;
  }

  private damaged(what: string): SluiceError {
    return new SluiceError("data_damaged", `The saved data ${this.blob} ${what}`, { details: { blob: this.blob } });
  }
}

function openBlob(path: string, blob: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    throw new SluiceError("data_damaged", `The saved data ${blob} cannot be read`, { cause, details: { blob } });
  }
}

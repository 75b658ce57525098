import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { blobPath } from "../../data/blobFormat.ts";
import { syncFolder } from "../../data/syncFolder.ts";
import type { BlobFiles } from "../../service/ports/RunHistory.ts";

const pieceBytes = 1024 * 1024;

/** The blob files of a folder, as they are: nothing is decrypted. */
export function createBlobFiles(blobFolder: string): BlobFiles {
  return {
    open(blob) {
      const path = blobPath(blobFolder, blob);
      if (!existsSync(path)) return undefined;
      const descriptor = openSync(path, "r");
      const { size } = fstatSync(descriptor);
      return { size, pieces: () => readPieces(descriptor), close: () => closeSync(descriptor) };
    },
    async save(blob, pieces) {
      const path = blobPath(blobFolder, blob);
      if (existsSync(path)) return false;
      const temporary = `${path}.tmp`;
      const file = await open(temporary, "w", 0o600);
      try {
        await writeAll(file, pieces);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await rename(temporary, path);
      await syncFolder(blobFolder);
      return true;
    },
    delete: (blob) => rm(blobPath(blobFolder, blob), { force: true }),
  };
}

function* readPieces(descriptor: number): Generator<Uint8Array> {
  for (let at = 0; ; ) {
    const piece = Buffer.allocUnsafeSlow(pieceBytes);
    const count = readSync(descriptor, piece, 0, pieceBytes, at);
    if (count === 0) return;
    at += count;
    yield piece.subarray(0, count);
  }
}

async function writeAll(file: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

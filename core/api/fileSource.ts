import { type FileHandle, open } from "node:fs/promises";
import { SluiceError } from "../base/SluiceError.ts";
import type { ArchiveSource } from "../service/transfer/ArchiveSource.ts";

/** Reads a file part by part while `use` goes on. */
export async function withFileSource<T>(path: string, use: (source: ArchiveSource) => Promise<T>): Promise<T> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    return await use({ size, read: (offset, length) => readPart(file, { offset, length }) });
  } finally {
    await file.close();
  }
}

async function readPart(file: FileHandle, { offset, length }: { offset: number; length: number }): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw new SluiceError("invalid_document", "The archive became shorter while it was read.");
    filled += bytesRead;
  }
  return bytes;
}

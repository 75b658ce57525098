import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SluiceError } from "../base/SluiceError.ts";

/** Keeps a body in a file that only this user can read while `use` goes on. Throws `too_large` beyond `most` bytes. */
export async function withUpload<T>(
  body: AsyncIterable<Uint8Array>,
  { most, use }: { most: number; use: (path: string) => Promise<T> },
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-upload-"));
  try {
    const path = join(folder, "archive.zip");
    await pipeline(
      body,
      (pieces: AsyncIterable<Uint8Array>) => limited(pieces, most),
      createWriteStream(path, { mode: 0o600 }),
    );
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* limited(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > most) throw new SluiceError("too_large", `The archive is larger than ${most} bytes.`);
    yield piece;
  }
}

import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { SluiceError } from "../base/SluiceError.ts";

/** Writes the body of an answer to a file that only its owner can read, which appears when it is whole. Resolves with its bytes. */
export async function writeAnswer(answer: Response, file: string): Promise<number> {
  const temporary = `${file}.part`;
  try {
    const body = Readable.fromWeb((answer.body ?? new Blob([]).stream()) as ReadableStream);
    await pipeline(body, createWriteStream(temporary, { mode: 0o600 }));
    const { size } = await stat(temporary);
    await rename(temporary, file);
    return size;
  } catch (cause) {
    await rm(temporary, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SluiceError("wrong_use", `${file} was not written: ${why}`, { details: { path: file }, cause });
  }
}

import { deflateSync, strToU8, Zip, ZipDeflate, type ZipInputFile, ZipPassThrough } from "fflate";
import { crc32 } from "../../base/crc32.ts";
import { SluiceError } from "../../base/SluiceError.ts";

/** A file on its way into an archive. */
export interface ZipContent {
  name: string;
  /** A text is packed; bytes come in pieces of memory of their own and are stored as they are. */
  content: string | Iterable<Uint8Array>;
}

/** What a ZIP file can hold. */
export const zipLimits = { archiveBytes: 0xffff_ffff, entries: 65_000 };

// The same content gives the same bytes. Local time, as ZIP has it.
const fixedTime = "1980-01-01T00:00:00";
const pieceBytes = 256 * 1024;
/** Characters of a text that is packed at once. */
const smallText = 64 * 1024;

/** A ZIP archive, piece by piece, as its files come. Throws `too_large` beyond `zipLimits`. */
export async function* writeZip(
  files: Iterable<ZipContent> | AsyncIterable<ZipContent>,
  limits = zipLimits,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let entries = 0;
  let bytes = 0;
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    bytes += piece.length;
    ready.push(piece);
  });
  function* take(): Generator<Uint8Array> {
    const pieces = ready;
    ready = [];
    if (bytes > limits.archiveBytes) throw tooLarge(`${limits.archiveBytes} bytes`);
    yield* pieces;
  }
  for await (const { name, content } of files) {
    entries += 1;
    if (entries > limits.entries) throw tooLarge(`${limits.entries} files`);
    const isText = typeof content === "string";
    if (isText && content.length <= smallText) {
      addSmall(zip, { name, content });
      yield* take();
      continue;
    }
    const file = isText ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    file.mtime = fixedTime;
    zip.add(file);
    for (const piece of isText ? toPieces(content) : content) {
      file.push(piece);
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}

/** At once: what packs a stream takes memory and time of its own for each file. */
function addSmall(zip: Zip, { name, content }: { name: string; content: string }): void {
  const bytes = strToU8(content);
  const file: ZipInputFile = {
    filename: name,
    size: bytes.length,
    crc: crc32(bytes),
    compression: 8,
    mtime: fixedTime,
  };
  zip.add(file);
  file.ondata?.(null, deflateSync(bytes, { level: 6 }), true);
}

function* toPieces(text: string): Generator<Uint8Array> {
  const bytes = strToU8(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

function tooLarge(limit: string): SluiceError {
  return new SluiceError(
    "too_large",
    `The archive would have more than ${limit}. Export one application after the other, or make a backup (sluice backup).`,
  );
}

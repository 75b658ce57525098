import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

const unpackers = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Undoes `Content-Encoding`. Throws for a broken body, an encoding that was not asked for, and one that grows beyond `maxBytes`. */
export async function unpackBody(
  body: Uint8Array,
  options: { encoding: string | string[] | undefined; maxBytes: number },
): Promise<Uint8Array> {
  const encodings = [options.encoding ?? []]
    .flat()
    .flatMap((entry) => entry.split(","))
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "" && entry !== "identity");
  let unpacked = body;
  for (const encoding of encodings.reverse()) {
    if (unpacked.length === 0) break;
    if (!isKnown(encoding)) throw new TypeError(`the answer is packed as "${encoding}", which was not asked for`);
    unpacked = await unpackers[encoding](unpacked, { maxOutputLength: options.maxBytes });
  }
  return unpacked;
}

function isKnown(encoding: string): encoding is keyof typeof unpackers {
  return Object.hasOwn(unpackers, encoding);
}

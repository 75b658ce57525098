import type { StoredData } from "../model/StoredData.ts";
import { BlobReader } from "./BlobReader.ts";
import { type DecodeOptions, decodeData, readRows } from "./decodeData.ts";

/** The rows of a saved list or dataset one after the other, a chunk in memory at a time. Anything else is one row. Throws `data_damaged`. */
export async function* streamData(stored: StoredData, options: DecodeOptions): AsyncGenerator<unknown, void> {
  const { kind } = stored.summary;
  if (kind !== "list" && kind !== "dataset") {
    yield decodeData(stored, options);
    return;
  }
  if (stored.kind === "blob") {
    using reader = new BlobReader(stored, options);
    const { layout, chunks } = reader.index;
    if (layout === "rows" || layout === "frames") {
      for (const chunk of chunks.keys()) yield* readRows(reader, chunk);
      return;
    }
  }
  yield* decodeData(stored, options) as unknown[];
}

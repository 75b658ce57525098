import type { JsonObject } from "../base/json.ts";
import type { StoredData } from "../model/StoredData.ts";
import { BlobReader } from "./BlobReader.ts";
import { type DecodeOptions, decodeData } from "./decodeData.ts";
import { inferSchema } from "./inferSchema.ts";

/** The inferred JSON schema of saved data; that of a blob is in its index. Throws `data_damaged`. */
export function readSchema(stored: StoredData, options: DecodeOptions): JsonObject {
  if (stored.kind === "inline") return inferSchema(decodeData(stored, options));
  using reader = new BlobReader(stored, options);
  return reader.index.schema;
}

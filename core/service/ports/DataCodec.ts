import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { StoredData } from "../../model/StoredData.ts";

/** Reads and writes what steps save (core/data). */
export interface DataCodec {
  encode(value: unknown, options: { dataKey: Uint8Array; blobFolder: string }): Promise<StoredData>;
  decode(stored: StoredData, options: { dataKey: Uint8Array; blobFolder: string }): unknown;
  /**
   * A part of saved data, reading only the chunks that hold it: rows from the first (included) to the second (excluded),
   * or an object of those of the keys that exist. Rows of an object are its entries as `[key, value]`. Undefined for data
   * that has neither rows nor keys.
   */
  readPage(
    stored: StoredData,
    page: { rows: [number, number] } | { keys: string[] },
    options: { dataKey: Uint8Array; blobFolder: string },
  ): unknown;
  /** An inferred JSON schema. */
  readSchema(stored: StoredData, options: { dataKey: Uint8Array; blobFolder: string }): JsonObject;
  /** Recorded parameters. */
  openParameters(sealed: Uint8Array, dataKey: Uint8Array): JsonValue;
  sealJson(value: JsonValue, dataKey: Uint8Array): Uint8Array;
}

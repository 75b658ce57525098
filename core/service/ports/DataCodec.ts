import type { JsonValue } from "../../base/json.ts";
import type { StoredData } from "../../model/StoredData.ts";

/** Reads and writes what steps save (core/data). */
export interface DataCodec {
  encode(value: unknown, options: { dataKey: Uint8Array; blobFolder: string }): Promise<StoredData>;
  decode(stored: StoredData, options: { dataKey: Uint8Array; blobFolder: string }): unknown;
  /** Recorded parameters. */
  openJson(cipher: Uint8Array, dataKey: Uint8Array): JsonValue;
  sealJson(value: JsonValue, dataKey: Uint8Array): Uint8Array;
}

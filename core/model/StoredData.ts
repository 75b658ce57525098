import type { DataSummary } from "./RunRecord.ts";

/**
 * What a step saved, at rest: encrypted under the data key of the run (core/data writes and reads it).
 * Up to 1 MB inline; above that a blob file named beneath the blob folder.
 */
export type StoredData =
  | { kind: "inline"; summary: DataSummary; bytes: Uint8Array }
  | { kind: "blob"; summary: DataSummary; blob: string; size: number };

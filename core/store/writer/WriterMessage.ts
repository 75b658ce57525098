import type { ErrorCode } from "../../base/errorCatalogue.ts";
import type { PlainError } from "../toStoreError.ts";
import type { PackedAnswers } from "./packAnswers.ts";
import type { Write } from "./writeStatements.ts";

/** Writes that are stored together or not at all. */
export type WriteRequest = [id: number, writes: Write[]];

/**
 * `checkpoint` moves as much of the write-ahead log into the database as readers allow, `truncate` waits for them and empties
 * it; `vacuum` gives back up to so many free pages of 4 KB.
 */
export type MaintenanceTask = "checkpoint" | "truncate" | { vacuum: number };

/** To the writer's thread. */
export type ToWriter =
  | { kind: "open"; path: string; maxPages: number | undefined }
  | { kind: "write"; requests: WriteRequest[] }
  | { kind: "maintain"; id: number; task: MaintenanceTask }
  | { kind: "close" };

/** `changes`: rows changed by each write. `firstSeq`: number of the first numbered write; the others follow without gaps. */
export type WriteAnswer =
  | { id: number; firstSeq: number; changes: number[] }
  | { id: number; error: PlainError; refused: ErrorCode | undefined };

/** From the writer's thread. */
export type FromWriter =
  /** The database could not be opened. */
  { kind: "failed"; error: PlainError } | { kind: "closed" } | PackedAnswers;

import type { ErrorCode } from "../../base/errorCatalogue.ts";
import type { PlainError } from "../toStoreError.ts";
import type { Write } from "./writeStatements.ts";

/** Writes that are stored together or not at all. */
export type WriteRequest = [id: number, writes: Write[]];

/** To the writer's thread. */
export type ToWriter =
  | { kind: "open"; path: string; maxPages: number | undefined }
  | { kind: "write"; requests: WriteRequest[] }
  | { kind: "checkpoint"; id: number }
  | { kind: "close" };

/** `changes`: rows changed by each write. `firstSeq`: number of the first numbered write; the others follow without gaps. */
export type WriteAnswer =
  | { id: number; firstSeq: number; changes: number[] }
  | { id: number; error: PlainError; refused: ErrorCode | undefined };

/** From the writer's thread. */
export type FromWriter =
  /** The database could not be opened. */
  { kind: "failed"; error: PlainError } | { kind: "answers"; answers: WriteAnswer[] } | { kind: "closed" };

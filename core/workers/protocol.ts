import type { JsonValue } from "../base/json.ts";
import type { AttemptLogLine, AttemptOutcome, ClassReference, HostCall } from "../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../model/StepManifest.ts";
import type { PackedRequest } from "./packRequest.ts";

/** From the host to a worker; they travel in lists, what one callback of the event loop leads to goes together. */
export type ToWorker =
  /** `recall`: descriptor of the `RecallFile`; undefined = no attempt will wait. */
  | { kind: "hello"; token: string; memoryMb: number; hostPid: number; recall: number | undefined }
  /** `waits`: it begins when the attempts sent before it have ended, unless the gate was closed meanwhile. */
  | { kind: "attempt"; id: number; request: PackedRequest; waits?: true }
  | { kind: "describe"; id: number; reference: ClassReference }
  | { kind: "abort"; id: number }
  /** Check yourself now: a job of another kind waits. */
  | { kind: "check" }
  /** The `RecallFile` has a question. It is heard without this too, only later. */
  | { kind: "recall" }
  | { kind: "answer"; call: number; ok: true; value: JsonValue }
  | { kind: "answer"; call: number; ok: false; error: { name: string; message: string } };

/** From a worker to the host. Texts of step code travel only inside these. */
export type FromWorker =
  | { kind: "ready" }
  | { kind: "log"; id: number; lines: AttemptLogLine[] }
  | { kind: "call"; id: number; call: number; request: HostCall }
  /** `ms`: how long it lasted. */
  | ({ kind: "result"; id: number; lines: AttemptLogLine[]; outcome: AttemptOutcome; ms: number } & Following)
  /** An attempt came that should have waited, and the gate was closed: it does not begin here. */
  | { kind: "returned"; id: number }
  | { kind: "manifest"; id: number; manifest: StepManifest }
  | { kind: "invalid"; id: number; reason: string }
  /** The process is about to end: `process.exit` was called. The stack leads to the call, `tail` is what the console showed last. */
  | { kind: "exiting"; code: number; stack: string; lines: AttemptLogLine[]; tail: string[] }
  /** After the clean-state check; no reasons = usable for the next attempt. */
  | { kind: "checked"; id: number; reasons: string[] }
  /** Something of an ended attempt came late; the process must be replaced. */
  | { kind: "late"; reason: string };

/** What comes after an attempt. */
export interface Following {
  /** The attempt that waited and begins now. */
  next?: number;
  /** The gate is closed: what else waits does not begin here. */
  isClosed?: true;
}

/**
 * What really travels: step code shares the process and could call `process.send`,
 * so each message carries the token that only the worker's own code knows.
 */
export type Envelope = [token: string, message: FromWorker];

/** Starts the line on stderr by which a worker tells why it ends itself: then exception, colon, message. */
export const deathMark = "sluice worker ends itself: ";

import type { RunEvent } from "../../engine/RunEvent.ts";
import type { LogLine, RunRecord, RunState, StepRunRecord, StepRunState } from "../../model/RunRecord.ts";
import type { StoredData } from "../../model/StoredData.ts";

/** A row of `runs`. */
export interface RunRow {
  n: number;
  id: string;
  app_name: string;
  state: RunState;
  warning: number;
  queue: string;
  configuration: string | null;
  log_level: number;
  triggered_by: string;
  depth: number;
  accepted_at: number;
  started_at: number | null;
  finished_at: number | null;
  kept: number;
  generate_report: number;
  replay_of: string | null;
}

export function toRunRecord(row: RunRow): RunRecord {
  return {
    id: row.id,
    appName: row.app_name,
    state: row.state,
    warning: row.warning === 1,
    queue: row.queue,
    configuration: row.configuration ?? undefined,
    logLevel: row.log_level,
    triggeredBy: JSON.parse(row.triggered_by),
    depth: row.depth,
    acceptedAt: row.accepted_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    kept: row.kept === 1,
    generateReport: row.generate_report === 1,
    ...(row.replay_of === null ? {} : { replayOf: row.replay_of }),
  };
}

/** A row of `step_runs` with the id of its run. */
export interface StepRunRow {
  id: string;
  run_id: string;
  position: number;
  name: string;
  file: string;
  step_id: string | null;
  state: StepRunState;
  attempts: number;
  warning: number;
  started_at: number | null;
  finished_at: number | null;
  retry_at: number | null;
  error: string | null;
  skipped: string | null;
  wait: string | null;
  data: string | null;
  pinned: number;
  disabled: number;
  reused_from: string | null;
}

export function toStepRunRecord(row: StepRunRow): StepRunRecord {
  return {
    id: row.id,
    runId: row.run_id,
    stepId: row.step_id ?? undefined,
    name: row.name,
    file: row.file,
    position: row.position,
    state: row.state,
    attempts: row.attempts,
    warning: row.warning === 1,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    error: parseOptional(row.error),
    skipped: parseOptional(row.skipped),
    wait: parseOptional(row.wait),
    retryAt: row.retry_at ?? undefined,
    data: parseOptional(row.data),
    pinned: row.pinned === 1,
    disabled: row.disabled === 1,
    reusedFrom: row.reused_from ?? undefined,
  };
}

/** A row of `events` with the id of its run and the id and name of its step run. */
export interface EventRow {
  seq: number;
  type: string;
  at: number;
  body: string;
  run_id: string;
  step_run_id: string | null;
  step: string | null;
}

export function toRunEvent(row: EventRow): RunEvent {
  const { seq, type, at, run_id: runId } = row;
  const step = row.step_run_id === null ? {} : { stepRunId: row.step_run_id, step: row.step };
  return { seq, type, at, runId, ...step, ...JSON.parse(row.body) } as RunEvent;
}

/** A row of `logs` with the id of its run and the id and name of its step run. */
export interface LogRow {
  seq: number;
  at: number;
  attempt: number;
  level: number;
  module: string;
  message: string;
  run_id: string;
  step_run_id: string;
  step: string;
}

export function toLogLine(row: LogRow): LogLine {
  const { seq, at: time, run_id: runId, step_run_id: stepRunId, step, attempt, level, module, message } = row;
  return { seq, time, runId, stepRunId, step, attempt, level, module, message };
}

export function toLogEvent(row: LogRow): RunEvent {
  const { seq, at, run_id: runId, step_run_id: stepRunId, step, attempt, level, module, message } = row;
  return { type: "step.log", seq, at, runId, stepRunId, step, attempt, level, module, message };
}

/** The columns of an output or a pin. */
export interface DataRow {
  summary: string;
  bytes: Buffer | null;
  blob: string | null;
  size: number | null;
}

export function toStoredData(row: DataRow): StoredData {
  const summary = JSON.parse(row.summary);
  if (row.blob !== null) return { kind: "blob", summary, blob: row.blob, size: row.size ?? 0 };
  return { kind: "inline", summary, bytes: toBytes(row.bytes ?? Buffer.alloc(0)) };
}

/** The bytes themselves, not as Node's Buffer. */
export function toBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function parseOptional<T>(text: string | null): T | undefined {
  return text === null ? undefined : JSON.parse(text);
}

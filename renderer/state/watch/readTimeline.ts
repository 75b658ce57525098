import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { Flow } from "../flow/Flow.ts";
import { type StepLook, toStepLook } from "../live/toStepLook.ts";
import type { StepMoment } from "../ports/RunPort.ts";

/** What a step did for a part of its time. */
export interface TimelineSpan {
  kind: "queued" | "ran" | "failed" | "retrying" | "waiting";
  /** ms since the epoch. */
  from: number;
  to: number;
  /** Which attempt it was, from 1. */
  attempt?: number;
}

export interface TimelineRow {
  record: StepRunRecord;
  look: StepLook;
  /** In order, none over another. */
  spans: readonly TimelineSpan[];
  /** The run would have ended earlier had this step been faster. */
  isCritical: boolean;
}

/** Where the time of a run went. Times in ms since the epoch. */
export interface Timeline {
  /** In the order the steps began; those that never did come last. */
  rows: readonly TimelineRow[];
  from: number;
  to: number;
}

export interface TimelineSource {
  flow: Pick<Flow, "edges">;
  records: readonly StepRunRecord[];
  /** By the id of the step run. Without those of a step it is drawn as one attempt. */
  moments: ReadonlyMap<string, readonly StepMoment[]>;
  /** When the run was accepted. */
  acceptedAt: number;
  now: number;
}

/** The time of each step: in its queue from when all its producers had ended, its attempts, and the waits between them. */
export function readTimeline(source: TimelineSource): Timeline {
  const { flow, records, moments, acceptedAt, now } = source;
  const byId = new Map(records.map((record) => [record.stepId ?? record.name, record]));
  const producers = new Map<string, StepRunRecord[]>();
  for (const { from, to } of flow.edges) {
    const producer = byId.get(from);
    if (producer === undefined) continue;
    const list = producers.get(to);
    if (list === undefined) producers.set(to, [producer]);
    else list.push(producer);
  }
  const producersOf = (record: StepRunRecord): StepRunRecord[] => producers.get(record.stepId ?? record.name) ?? [];
  const critical = findCritical(records, producersOf);
  const rows = records.map((record) => {
    const ready = readyAt(producersOf(record), acceptedAt);
    const spans = listSpans(record, { moments: moments.get(record.id) ?? [], ready, now });
    const look = toStepLook(record, record);
    return { record, look, spans, isCritical: critical.has(record) };
  });
  const begin = ({ spans }: TimelineRow): number => spans[0]?.from ?? Number.POSITIVE_INFINITY;
  rows.sort((a, b) => compare(begin(a), begin(b)) || a.record.position - b.record.position);
  let to = acceptedAt;
  for (const { spans } of rows) to = Math.max(to, spans.at(-1)?.to ?? to);
  return { rows, from: acceptedAt, to };
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** When the last producer ended; undefined = one of them has not. */
function readyAt(producers: readonly StepRunRecord[], acceptedAt: number): number | undefined {
  let ready = acceptedAt;
  for (const { finishedAt } of producers) {
    if (finishedAt === undefined) return undefined;
    ready = Math.max(ready, finishedAt);
  }
  return ready;
}

function listSpans(
  record: StepRunRecord,
  { moments, ready, now }: { moments: readonly StepMoment[]; ready: number | undefined; now: number },
): TimelineSpan[] {
  const { state, startedAt, finishedAt, reusedFrom } = record;
  if (reusedFrom !== undefined) return [];
  if (startedAt === undefined) {
    const isQueued = state === "PENDING" && finishedAt === undefined && ready !== undefined;
    return isQueued ? [{ kind: "queued", from: ready, to: Math.max(ready, now) }] : [];
  }
  const spans: TimelineSpan[] = [];
  const end = finishedAt ?? Math.max(startedAt, now);
  let open: Omit<TimelineSpan, "to"> = { kind: "queued", from: Math.min(ready ?? startedAt, startedAt) };
  const turn = (at: number, next: Omit<TimelineSpan, "to" | "from">, closedAs = open.kind): void => {
    const to = Math.min(Math.max(at, open.from), end);
    if (to > open.from) spans.push({ ...open, kind: closedAs, to });
    open = { ...next, from: to };
  };
  const known: readonly StepMoment[] =
    moments.length > 0 ? moments : [{ stepRun: record.id, at: startedAt, kind: "started", attempt: 1 }];
  for (const [index, { at, kind, attempt }] of known.entries()) {
    // The first attempt is stored a little before it begins.
    if (kind === "started") turn(index === 0 ? startedAt : at, { kind: "ran", attempt });
    else if (kind === "failed") turn(at, { kind: "retrying" }, "failed");
    else if (kind === "waiting") turn(at, { kind: "waiting" });
    else turn(at, { kind: "queued" });
  }
  turn(end, { kind: "queued" }, open.kind === "ran" && state === "FAILURE" ? "failed" : open.kind);
  return spans;
}

/** From the step that ended last back over the producer each one had to wait for. */
function findCritical(
  records: readonly StepRunRecord[],
  producersOf: (record: StepRunRecord) => readonly StepRunRecord[],
): ReadonlySet<StepRunRecord> {
  const found = new Set<StepRunRecord>();
  const began = records.filter(({ startedAt, reusedFrom }) => startedAt !== undefined && reusedFrom === undefined);
  let next = lastToEnd(began);
  while (next !== undefined && !found.has(next)) {
    found.add(next);
    next = lastToEnd(producersOf(next).filter(({ reusedFrom }) => reusedFrom === undefined));
  }
  return found;
}

/** A step that has not ended ends after all that have; of two of one time the first. */
function lastToEnd(records: readonly StepRunRecord[]): StepRunRecord | undefined {
  let last: StepRunRecord | undefined;
  for (const record of records) if (last === undefined || endOf(record) > endOf(last)) last = record;
  return last;
}

function endOf({ finishedAt }: StepRunRecord): number {
  return finishedAt ?? Number.POSITIVE_INFINITY;
}

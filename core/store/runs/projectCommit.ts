import type { Commit, FiringStart } from "../../engine/ports/RunStore.ts";
import type { RunEvent, StepFinished, StepStarted } from "../../engine/RunEvent.ts";
import type { ReportEntry } from "../../model/Report.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { SqlValue } from "../connect.ts";
import type { Write } from "../writer/writeStatements.ts";
import { type FirstStarts, foldStarts } from "./foldStarts.ts";
import { type PlanShape, sealParameters, toPlanShape } from "./planShape.ts";

type Accepted = Extract<Commit, { event: { type: "run.accepted" } }>;
type Finished = Extract<Commit, { event: { type: "step.finished" } }>;

/** Opens the wrapped data key of a plan. */
export type Unwrap = (wrapped: string) => Uint8Array;

/** What the items of one commit share. */
export interface CommitParts {
  unwrap: Unwrap;
  /** Hashes of the shapes of the runs that the commit accepts. */
  shapes: Set<string>;
  /** Whether a shape is on disk and stays there. */
  isStored(hash: string): boolean;
}

/** What a commit writes; exactly one of the writes of each item is numbered. Pure but for the encryption. */
export function projectCommits(items: readonly Commit[], parts: CommitParts): Write[] {
  const { starts, folded } = foldStarts(items);
  return items.flatMap((item) => {
    if (isAccepted(item)) return projectAccepted(item, { ...parts, start: starts.get(item.event.runId) });
    return folded.has(item) ? [toEventWrite(item.event)] : projectCommit(item);
  });
}

function projectCommit(commit: Exclude<Commit, Accepted>): Write[] {
  if (isFinished(commit)) return projectFinished(commit);
  const event = commit.event;
  switch (event.type) {
    case "step.log": {
      const { stepRunId, at, attempt, level, module, message } = event;
      return [["log.insert", stepRunId, ms(at), attempt, level, module, message]];
    }
    case "run.started":
      return [["run.start", event.runId, ms(event.at)], toEventWrite(event)];
    case "run.finished":
      return [["run.finish", event.runId, event.state, flag(event.warning), ms(event.at)], toEventWrite(event)];
    case "step.started":
      return projectStarted(event);
    case "step.retry": {
      const error = JSON.stringify(event.error);
      const { stepRunId, attempt, retryAt, warned } = event;
      return [["step.retry", stepRunId, attempt, ms(retryAt), error, flag(warned)], toEventWrite(event)];
    }
    case "step.retryNow":
      return [["step.retryNow", event.stepRunId], toEventWrite(event)];
    case "step.waiting": {
      const wait = JSON.stringify(event.wait);
      const writes: Write[] = [["step.wait", event.stepRunId, event.attempt, wait, flag(event.warned)]];
      if ("parameters" in commit && commit.parameters) {
        writes.push(["parameters.save", event.stepRunId, ownBytes(commit.parameters)]);
      }
      writes.push(toEventWrite(event));
      return writes;
    }
    case "step.awoken":
    case "step.recovered":
      return [["step.ready", event.stepRunId], toEventWrite(event)];
    default:
      return [toEventWrite(event)];
  }
}

function projectAccepted(
  { event, plan, steps, child, firing, requestKey }: Accepted,
  { unwrap, shapes, isStored, start }: CommitParts & { start: FirstStarts | undefined },
): Write[] {
  const { run } = event;
  const shape = toPlanShape(plan);
  const parameters = sealParameters(plan.parameters, () => unwrap(plan.wrappedDataKey));
  const secrets = JSON.stringify(plan.inheritedSecrets);
  const references = plan.references === undefined ? null : JSON.stringify(plan.references);
  const startedAt = start?.startedAt;
  const writes: Write[] = [
    [
      "run.insert",
      run.id,
      run.appName,
      startedAt === undefined ? run.state : "STARTED",
      flag(run.warning),
      run.queue,
      run.configuration ?? null,
      run.logLevel,
      JSON.stringify(run.triggeredBy),
      run.depth,
      ms(run.acceptedAt),
      optionalMs(run.startedAt ?? startedAt),
      optionalMs(run.finishedAt),
      flag(run.kept),
      flag(run.generateReport),
      run.replayOf ?? null,
    ],
    ...(shapes.has(shape.hash) || isStored(shape.hash) ? [] : toShapeWrites(shape)),
    [
      "plan.insert",
      run.id,
      shape.hash,
      parameters,
      plan.wrappedDataKey,
      secrets,
      plan.workers ?? null,
      references,
      plan.atOnce ?? null,
    ],
    ...toStepWrites(run.id, { steps, starts: start?.steps }),
  ];
  shapes.add(shape.hash);
  for (const [step, data] of Object.entries(plan.pins)) {
    writes.push(...toBlobWrites(data), ["pin.insert", run.id, step, ...toDataValues(data)]);
  }
  if (child) writes.push(["child.insert", child.stepRunId, child.retry, child.index, run.id]);
  if (requestKey) writes.push(["requestKey.insert", requestKey.digest, requestKey.content, run.id, ms(event.at)]);
  if (firing) writes.push(...projectFiring(firing, { runId: run.id, at: event.at }));
  writes.push(toEventWrite(event));
  return writes;
}

/** A list costs about as much as nine single rows before the first one is written. */
function toStepWrites(
  runId: string,
  { steps, starts }: { steps: Accepted["steps"]; starts: FirstStarts["steps"] | undefined },
): Write[] {
  const rows = steps.map(({ id, name, file, stepId }) => {
    const started = starts?.get(id);
    const state = started === undefined ? ["PENDING", 0, null] : ["STARTED", started.attempt, ms(started.at)];
    return [id, name, file, stepId ?? null, ...state] as const;
  });
  if (rows.length > 8) return [["stepRuns.insert", runId, JSON.stringify(rows)]];
  return rows.map(([id, ...row], position): Write => ["stepRun.insert", runId, id, position, ...row]);
}

function toShapeWrites({ hash, document, classes, configuration, stepIds, classHashes }: PlanShape): Write[] {
  return [
    ["shape.insert", hash, document, classes, configuration, stepIds],
    ["shape.classes", hash, classHashes],
  ];
}

/** The due time has its run now; a schedule that was changed meanwhile refuses both. */
function projectFiring(firing: FiringStart, { runId, at }: { runId: string; at: number }): Write[] {
  const { schedule, kind, missed, from, nextAt } = firing;
  if (kind === "waiting") return [["firing.take", schedule, ms(firing.at), runId, ms(at)]];
  const started: Write[] = [
    ["firing.start", schedule, ms(firing.at), flag(kind === "manual"), missed, runId, ms(at)],
    ["firings.prune", schedule, "started"],
  ];
  return kind === "manual" ? started : [["schedule.advance", schedule, ms(from), optionalMs(nextAt)], ...started];
}

/** A first start is told by its event alone. */
function projectStarted(event: StepStarted): Write[] {
  const { stepRunId, at, attempt } = event;
  const body = attempt === 1 ? toCommonBody(event) : undefined;
  if (body !== undefined) return [["step.begin", stepRunId, ms(at), body]];
  return [["step.start", stepRunId, ms(at), attempt], toEventWrite(event)];
}

function projectFinished(commit: Finished): Write[] {
  const { event, sample, report } = commit;
  const { stepRunId, runId } = event;
  const writes = toPlainEnd(commit) ?? toEnd(commit);
  if (sample) {
    const schema = JSON.stringify(sample.schema);
    writes.push(["sample.save", stepRunId, sample.json, schema, sample.count ?? null, sample.bytes, ms(event.at)]);
  }
  if (report && report.length > 0) {
    writes.push(["report.open", runId, ms(event.at)]);
    for (const entry of report) writes.push(toReportWrite(entry, event));
  }
  return writes;
}

/** A success at the first attempt with a small result, if any, is told by its event alone, which brings the result; undefined = there is more to it. */
function toPlainEnd({ event, output, parameters }: Finished): Write[] | undefined {
  if (event.state !== "SUCCESS" || event.attempt !== 1) return undefined;
  if ((output && !isSmallOutput(output)) || (parameters && !isSmall(parameters))) return undefined;
  const body = toCommonBody(event);
  if (body === undefined) return undefined;
  return [["step.end", event.stepRunId, ms(event.at), body, optionalBytes(output?.bytes), optionalBytes(parameters)]];
}

function toEnd({ event, output, parameters }: Finished): Write[] {
  const { stepRunId, runId } = event;
  const writes: Write[] = [
    [
      "step.finish",
      stepRunId,
      event.state,
      event.attempt,
      flag(event.warning),
      ms(event.at),
      optionalJson(event.error),
      optionalJson(event.skipped),
      optionalJson(event.routes),
      optionalJson(event.data),
      flag(event.disabled),
      flag(event.pinned),
      event.reusedFrom ?? null,
      optionalMs(event.began),
      optionalBytes(output && isSmallOutput(output) ? output.bytes : undefined),
      optionalBytes(parameters && isSmall(parameters) ? parameters : undefined),
    ],
  ];
  if (event.reusedFrom && output?.kind === "blob") writes.push(["blob.require", output.blob]);
  if (output && !isSmallOutput(output)) {
    writes.push(...toBlobWrites(output), ["output.insert", stepRunId, ...toDataValues(output)]);
  } else if (event.reusedFrom && event.data && !output) writes.push(["output.copy", stepRunId, event.reusedFrom]);
  if (parameters && !isSmall(parameters)) writes.push(["parameters.save", stepRunId, ownBytes(parameters)]);
  else if (event.reusedFrom && !parameters) writes.push(["parameters.copy", stepRunId, event.reusedFrom]);
  if (event.reusedFrom) {
    writes.push(["report.copyOpen", runId, event.reusedFrom, ms(event.at)], ["report.copy", runId, event.reusedFrom]);
  }
  writes.push(toEventWrite(event));
  return writes;
}

/** The write of one addition to a report. */
export function toReportWrite(entry: ReportEntry, { runId, step }: { runId: string; step: string }): Write {
  const { kind, table } = entry;
  if (kind === "column") {
    const body = JSON.stringify({ column: entry.column, title: entry.title });
    return ["report.entry", runId, step, kind, table, body, null, null, null];
  }
  const { row, dataKey, key, status } = entry;
  return ["report.entry", runId, step, kind, table, JSON.stringify(row), dataKey ?? null, key ?? null, status ?? null];
}

/** An event without what its row holds in columns of their own. */
export function toEventWrite(event: RunEvent): Write {
  if ("stepRunId" in event) {
    return ["event.step", event.stepRunId, event.type, ms(event.at), toCommonBody(event) ?? toStepBody(event)];
  }
  const { type, at, runId, seq: _seq, ...body } = event;
  return ["event.run", runId, type, ms(at), JSON.stringify(body)];
}

type StepEvent = Extract<RunEvent, { stepRunId: string }>;

function toStepBody(event: StepEvent): string {
  const { type: _type, at: _at, stepRunId: _id, seq: _seq, runId: _runId, step: _step, ...body } = event;
  return JSON.stringify(body);
}

/** What an event of a step says that its row has no column for. */
type Said<E> = Exclude<keyof E, "type" | "seq" | "at" | "runId" | "stepRunId" | "step">;
type Rare = Exclude<Said<StepStarted>, "attempt" | "retry"> | Exclude<Said<StepFinished>, CommonAtEnd>;
type CommonAtEnd = "attempt" | "warning" | "began" | "state" | "data";
/** What few starts and ends say. A field that they get must stand here or in the texts below, or this does not compile. */
const rarelySaid = Object.keys({
  resumed: true,
  error: true,
  skipped: true,
  routes: true,
  disabled: true,
  pinned: true,
  reusedFrom: true,
} satisfies Record<Rare, true>) as Rare[];

/** The same text for the two events of nearly every step, in a fraction of the time; undefined = the event has more to say. */
function toCommonBody(event: StepEvent): string | undefined {
  if (event.type !== "step.started" && event.type !== "step.finished") return undefined;
  for (const key of rarelySaid) if ((event as Partial<Record<Rare, unknown>>)[key] !== undefined) return undefined;
  if (event.type === "step.started") return `{"attempt":${event.attempt},"retry":${event.retry}}`;
  const { attempt, warning, began, state, data } = event;
  if (began === undefined) return undefined;
  const saved = data === undefined ? "" : `,"data":${JSON.stringify(data)}`;
  return `{"attempt":${attempt},"warning":${warning},"began":${began},"state":"${state}"${saved}}`;
}

function toBlobWrites(data: StoredData): Write[] {
  return data.kind === "blob" ? [["blob.insert", data.blob, data.size]] : [];
}

function toDataValues(data: StoredData): [summary: string, bytes: Uint8Array | null, blob: string | null] {
  const summary = JSON.stringify(data.summary);
  return data.kind === "inline" ? [summary, ownBytes(data.bytes), null] : [summary, null, data.blob];
}

/** A few bytes stand in the row of the step run, which is written with them anyway; more would spread these rows over too many pages. */
function isSmall(bytes: Uint8Array): boolean {
  return bytes.byteLength <= 512;
}

function isSmallOutput(data: StoredData): data is StoredData & { kind: "inline" } {
  return data.kind === "inline" && isSmall(data.bytes);
}

/** Bytes in memory of their own: a view would take all that it looks at along to the writer's thread. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

function optionalBytes(bytes: Uint8Array | undefined): Uint8Array | null {
  return bytes === undefined ? null : ownBytes(bytes);
}

function optionalJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function optionalMs(time: number | undefined): number | null {
  return time === undefined ? null : ms(time);
}

function ms(time: number): number {
  return Math.round(time);
}

function flag(value: boolean | undefined): SqlValue {
  return value ? 1 : 0;
}

function isAccepted(commit: Commit): commit is Accepted {
  return commit.event.type === "run.accepted";
}

function isFinished(commit: Commit): commit is Finished {
  return commit.event.type === "step.finished";
}

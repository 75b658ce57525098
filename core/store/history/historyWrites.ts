import type { RunEvent } from "../../engine/RunEvent.ts";
import {
  type ArchivedData,
  type ArchivedEntry,
  type ArchivedReport,
  type ArchivedRun,
  listBlobs,
} from "../../model/ArchivedRun.ts";
import { toPlanShape } from "../runs/planShape.ts";
import { toEventWrite, toReportWrite } from "../runs/projectCommit.ts";
import type { Write } from "../writer/writeStatements.ts";

/** All that makes a run of an archive one of this data folder. Compiled classes stay behind: it never runs again. */
export function toRunWrites(archived: ArchivedRun): Write[] {
  const { run, plan, steps, entries, child } = archived;
  const { document, configuration, stepIds } = plan;
  const shape = toPlanShape({ document, classes: {}, configuration, stepIds });
  return [
    [
      "history.run",
      run.id,
      run.appName,
      run.state,
      Number(run.warning),
      run.queue,
      run.configuration ?? null,
      run.logLevel,
      JSON.stringify(run.triggeredBy),
      run.depth,
      run.acceptedAt,
      run.startedAt ?? null,
      run.finishedAt ?? null,
      Number(run.generateReport),
      run.replayOf ?? null,
    ],
    ["shape.insert", shape.hash, shape.document, shape.classes, shape.configuration, shape.stepIds],
    [
      "plan.insert",
      run.id,
      shape.hash,
      plan.parameters === undefined ? null : toBytes(plan.parameters),
      plan.wrappedDataKey,
      JSON.stringify(plan.inheritedSecrets),
      null,
      plan.references === undefined ? null : JSON.stringify(plan.references),
    ],
    ...listBlobs(archived).map(({ blob, size }): Write => ["blob.insert", blob, size]),
    ...Object.entries(plan.pins).map(([step, pin]): Write => ["pin.insert", run.id, step, ...toDataValues(pin)]),
    ...steps.flatMap((step) => toStepWrites(run.id, step)),
    ...(child === undefined
      ? []
      : [["history.child", child.stepRunId, child.retry, child.index, run.id] satisfies Write]),
    ...entries.map((entry) => toEntryWrite(run.id, entry)),
  ];
}

export function toReportWrites({ runId, appName, createdAt, entries }: ArchivedReport): Write[] {
  return [
    ["history.report", runId, appName, createdAt],
    ...entries.map(({ step, entry }) => toReportWrite(entry, { runId, step })),
  ];
}

function toStepWrites(runId: string, { record, routes, output, parameters }: ArchivedRun["steps"][number]): Write[] {
  const row: Write = [
    "history.step",
    runId,
    record.id,
    record.position,
    record.name,
    record.file,
    record.stepId ?? null,
    record.state,
    record.attempts,
    Number(record.warning),
    record.startedAt ?? null,
    record.finishedAt ?? null,
    toText(record.error),
    toText(record.skipped),
    toText(record.data),
    toText(routes),
    Number(record.pinned),
    Number(record.disabled),
    record.reusedFrom ?? null,
  ];
  return [
    row,
    ...(output === undefined ? [] : [["output.insert", record.id, ...toDataValues(output)] satisfies Write]),
    ...(parameters === undefined ? [] : [["parameters.save", record.id, toBytes(parameters)] satisfies Write]),
  ];
}

function toEntryWrite(runId: string, entry: ArchivedEntry): Write {
  const event = { ...entry, runId } as RunEvent;
  if (event.type !== "step.log") return toEventWrite(event);
  const { stepRunId, at, attempt, level, module, message } = event;
  return ["log.insert", stepRunId, at, attempt, level, module, message];
}

function toDataValues(data: ArchivedData): [summary: string, bytes: Uint8Array | null, blob: string | null] {
  const summary = JSON.stringify(data.summary);
  return "blob" in data ? [summary, null, data.blob] : [summary, toBytes(data.bytes), null];
}

/** In memory of their own, to be sent to the writer's thread. */
function toBytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

function toText(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

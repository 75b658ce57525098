import { type Masker, maskJson } from "../../base/createMasker.ts";
import { isJsonObject, type JsonValue } from "../../base/json.ts";
import type { ReportEntry } from "../../model/Report.ts";
import type { StepError } from "../../model/RunRecord.ts";
import type { OutputSample } from "../ports/StepWorkers.ts";
import { type Executor, mapOutcome } from "./Executor.ts";
import type { PreparedOutcome } from "./withChildren.ts";

/** Takes the secrets of the run out of all that a person may read of an attempt: lines, errors, samples, the report. Saved data passes untouched. */
export function withMasking<P>(executor: Executor<PreparedOutcome<P>>, mask: Masker): Executor<PreparedOutcome<P>> {
  const masking: Executor<PreparedOutcome<P>> = (request, hooks) =>
    executor(request, {
      ...hooks,
      onLog: (lines) => hooks.onLog(lines.map((line) => ({ ...line, message: mask(line.message) }))),
    });
  return mapOutcome(masking, (outcome) => maskOutcome(outcome, mask));
}

function maskOutcome<P>(outcome: PreparedOutcome<P>, mask: Masker): PreparedOutcome<P> {
  if (outcome.kind === "failure") return { ...outcome, error: maskError(outcome.error, mask) };
  if (outcome.kind !== "success") return outcome;
  return {
    ...outcome,
    report: outcome.report.map((entry) => maskEntry(entry, mask)),
    sample: outcome.sample === undefined ? undefined : maskSample(outcome.sample, mask),
  };
}

/** Masks every text of an error. */
export function maskError(error: StepError, mask: Masker): StepError {
  return {
    ...error,
    exception: mask(error.exception),
    message: mask(error.message),
    ...(error.stack === undefined ? {} : { stack: mask(error.stack) }),
    ...(error.tail === undefined ? {} : { tail: mask(error.tail) }),
  };
}

function maskEntry(entry: ReportEntry, mask: Masker): ReportEntry {
  const table = mask(entry.table);
  if (entry.kind === "column") {
    const title = entry.title === undefined ? {} : { title: mask(entry.title) };
    return { ...entry, table, column: mask(entry.column), ...title };
  }
  const row = maskJson(entry.row, mask);
  return {
    ...entry,
    table,
    ...(entry.dataKey === undefined ? {} : { dataKey: mask(entry.dataKey) }),
    ...(entry.key === undefined ? {} : { key: mask(entry.key) }),
    row: isJsonObject(row) ? row : {},
  };
}

function maskSample(sample: OutputSample, mask: Masker): OutputSample {
  const json = JSON.stringify(maskJson(JSON.parse(sample.json) as JsonValue, mask));
  const schema = maskJson(sample.schema, mask);
  return { ...sample, json, schema: isJsonObject(schema) ? schema : {} };
}

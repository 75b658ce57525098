import { type Masker, maskJson } from "../../base/createMasker.ts";
import { isJsonObject, type JsonValue } from "../../base/json.ts";
import type { ReportEntry } from "../../model/Report.ts";
import type { StepError } from "../../model/RunRecord.ts";
import type { AttemptLogLine, OutputSample } from "../ports/StepWorkers.ts";
import type { PreparedOutcome } from "./prepareOutcome.ts";

/** Takes the secrets of a run out of log lines. */
export function maskLines(lines: readonly AttemptLogLine[], mask: Masker): AttemptLogLine[] {
  return lines.map((line) => ({ ...line, message: mask(line.message) }));
}

/** Takes the secrets of a run out of all else that a person may read of an attempt: errors, samples, the report. Saved data passes untouched. */
export function maskOutcome<P>(outcome: PreparedOutcome<P>, mask: Masker): PreparedOutcome<P> {
  if (outcome.kind === "failure") return { ...outcome, error: maskError(outcome.error, mask) };
  if (outcome.kind !== "success" || (outcome.report.length === 0 && outcome.sample === undefined)) return outcome;
  return {
    ...outcome,
    report: outcome.report.map((entry) => maskEntry(entry, mask)),
    sample: outcome.sample === undefined ? undefined : maskSample(outcome.sample, mask),
  };
}

/** Masks every text of an error. */
function maskError(error: StepError, mask: Masker): StepError {
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

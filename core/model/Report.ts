import type { JsonObject } from "../base/json.ts";

/** State of the thing a row is about (manual, Viewing a report). */
export const reportStatuses = ["New", "Removed", "Updated", "Unchanged"] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** A column a step declared. */
export interface ReportColumnEntry {
  kind: "column";
  table: string;
  /** Key of its values in the rows. */
  column: string;
  /** What is shown above it; without it the key. */
  title?: string;
}

/** A row a step added, or cells of one that is there. */
export interface ReportRowEntry {
  kind: "row";
  table: string;
  /** The sub-table it stands in. */
  dataKey?: string;
  /** Identity within its sub-table: a row of the same key is updated. */
  key?: string;
  status?: ReportStatus;
  /** Values by column. */
  row: JsonObject;
}

/** One addition to the report of a run. A report is the fold of its entries in the order they were stored. */
export type ReportEntry = ReportColumnEntry | ReportRowEntry;

/** A report as listed. */
export interface ReportSummary {
  runId: string;
  appName: string;
  /** When the first entry was stored, ms since the epoch. */
  createdAt: number;
  /** Rows its steps added; a row that was updated counts each time. */
  rowCount: number;
}

export interface ReportColumn {
  column: string;
  title: string;
}

export interface ReportRow {
  key: string | undefined;
  status: ReportStatus | undefined;
  row: JsonObject;
}

/** The rows of a table under one data key; undefined = those without. */
export interface ReportSubTable {
  dataKey: string | undefined;
  rows: ReportRow[];
}

export interface ReportTable {
  name: string;
  /** Declared ones in their order, then those that only rows name. All sub-tables have them. */
  columns: ReportColumn[];
  subTables: ReportSubTable[];
}

/** A report of one run, as it is shown. */
export interface Report extends ReportSummary {
  tables: ReportTable[];
}

/** Id of a report (manual, Viewing a report): application and run. */
export function toReportId({ appName, runId }: Pick<ReportSummary, "appName" | "runId">): string {
  return `report-${appName}-${runId}`;
}

/** The run that a report id ends with, or undefined. */
export function findRunId(reportId: string): string | undefined {
  return /^report-.+-(isapp-[0-9a-z-]+)$/.exec(reportId)?.[1];
}

import type { ReportEntry } from "../../model/Report.ts";

/** A row of `report_rows`. */
export interface EntryRow {
  kind: string;
  name: string;
  body: string;
  data_key: string | null;
  row_key: string | null;
  status: string | null;
}

export function toEntry({ kind, name, body, data_key, row_key, status }: EntryRow): ReportEntry {
  const content = JSON.parse(body);
  if (kind === "column") return { kind, table: name, ...content };
  return {
    kind: "row",
    table: name,
    ...(data_key === null ? {} : { dataKey: data_key }),
    ...(row_key === null ? {} : { key: row_key }),
    ...(status === null ? {} : { status: status as NonNullable<Extract<ReportEntry, { kind: "row" }>["status"]> }),
    row: content,
  };
}

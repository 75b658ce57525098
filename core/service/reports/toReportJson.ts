import type { Report, ReportSummary } from "../../model/Report.ts";
import { toReportId } from "../../model/Report.ts";
import type { ReportJson, ReportSummaryJson } from "../../model/schemas/reportSchemas.ts";

/** A report in a list, as JSON. */
export function toReportSummaryJson(report: ReportSummary): ReportSummaryJson {
  const id = toReportId(report);
  return {
    id,
    href: `/api/v1/reports/${encodeURIComponent(id)}`,
    app_name: report.appName,
    application_id: report.runId,
    created: new Date(report.createdAt).toISOString(),
    rows: report.rowCount,
  };
}

/** A whole report, as JSON: what the API answers and the export holds. */
export function toReportJson(report: Report): ReportJson {
  return {
    ...toReportSummaryJson(report),
    tables: report.tables.map(({ name, columns, subTables }) => ({
      name,
      columns: columns.map(({ column, title }) => ({ key: column, title })),
      sub_tables: subTables.map(({ dataKey, rows }) => ({
        data_key: dataKey ?? null,
        rows: rows.map(({ key, status, row }) => ({ key: key ?? null, status: status ?? null, row })),
      })),
    })),
  };
}

import type { JsonObject } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { ReportListPort } from "../state/ports/ReportListPort.ts";

/** Reports of runs, over the API. */
export function createReportPort(client: ApiClient): ReportListPort {
  return {
    async read(run) {
      // Most runs have no report: asked for it alone, the browser would complain of each.
      const { total } = await client.call("listReports", { query: { search: run, limit: 1 } });
      if (total === 0) return undefined;
      try {
        const { tables } = await client.call("getReport", { params: { report_id: run } });
        return tables.map(({ name, columns, sub_tables }) => ({
          name,
          columns: columns.map(({ key, title }) => ({ column: key, title })),
          subTables: sub_tables.map(({ data_key, rows }) => ({
            dataKey: data_key ?? undefined,
            rows: rows.map(({ key, status, row }) => ({
              key: key ?? undefined,
              status: status ?? undefined,
              row: row as JsonObject,
            })),
          })),
        }));
      } catch (error) {
        if (isSluiceError(error, "not_found")) return undefined;
        throw error;
      }
    },
    async page(search, before) {
      const { reports, total, next } = await client.call("listReports", {
        query: { limit: 50, ...(search === "" ? {} : { search }), ...(before === undefined ? {} : { before }) },
      });
      return {
        total,
        next: next ?? undefined,
        reports: reports.map(({ app_name, application_id, created, rows }) => ({
          application: app_name,
          run: application_id,
          createdAt: Date.parse(created),
          rows,
        })),
      };
    },
    async remove(run) {
      await client.call("deleteReports", { params: { report_id: run } });
    },
    fileAddress: (run, format) => `/api/v1/reports/${encodeURIComponent(run)}/export?format=${format}`,
  };
}

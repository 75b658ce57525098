import { z } from "zod";
import { reportJsonSchema, reportSummaryJsonSchema } from "../../model/schemas/reportSchemas.ts";
import { toReportCsv } from "../../service/reports/toReportCsv.ts";
import { toReportHtml } from "../../service/reports/toReportHtml.ts";
import { toReportJson, toReportSummaryJson } from "../../service/reports/toReportJson.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";
import { applicationNameSchema } from "../schemas.ts";

const params = z.object({
  report_id: z.string().min(1).max(300).meta({ description: "The id of a report or of its run; last = the newest." }),
});
const deleteParams = z.object({
  report_id: z.string().min(1).max(300).meta({ description: "The id of a report, else the name of an application." }),
});

const pageSchema = z.object({
  reports: z.array(reportSummaryJsonSchema),
  total: z.int().meta({ description: "All reports that fit, on whatever page." }),
  next: z.string().nullable().meta({ description: "`before` of the next page; null = this is the last." }),
});

/** Reports of runs (manual, Viewing a report). */
export function addReportRoutes(api: Api, parts: ApiParts): void {
  const { reports } = parts.services;
  const tags = ["reports"];

  api.get(
    "/reports",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listReports",
        tags,
        summary: "Reports, newest first, page by page",
        querystring: z.object({
          application: applicationNameSchema.optional(),
          search: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .meta({ description: "Part of the name of the application or of the id of the run." }),
          before: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(1000).default(50),
        }),
        response: { 200: pageSchema, ...problems() },
      },
    },
    async (request) => {
      const { application, search, before, limit } = request.query;
      const page = reports.list({
        limit,
        ...(application === undefined ? {} : { appName: application }),
        ...(search === undefined ? {} : { text: search }),
        ...(before === undefined ? {} : { before }),
      });
      return { reports: page.reports.map(toReportSummaryJson), total: page.total, next: page.next ?? null };
    },
  );

  api.get(
    "/reports/:report_id",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getReport",
        tags,
        summary: "One report with its tables",
        params,
        response: { 200: reportJsonSchema, ...problems(404) },
      },
    },
    async (request) => toReportJson(reports.get(request.params.report_id)),
  );

  api.get(
    "/reports/:report_id/export",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "exportReport",
        tags,
        summary: "A report as a file: CSV, or a page that stands alone",
        params,
        querystring: z.object({ format: z.enum(["csv", "html"]) }),
        response: {
          200: {
            description: "The file",
            content: { "text/csv": { schema: z.string() }, "text/html": { schema: z.string() } },
          },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const { format } = request.query;
      const report = reports.get(request.params.report_id);
      const text = format === "csv" ? toReportCsv(report) : toReportHtml(report);
      return reply
        .header("content-disposition", `attachment; filename="report-${report.runId}.${format}"`)
        .type(`text/${format}; charset=utf-8`)
        .serializer((body: unknown) => String(body))
        .send(text);
    },
  );

  api.delete(
    "/reports/:report_id",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteReports",
        tags,
        summary: "Deletes the report of this id if there is one, else all reports of the application of this name",
        params: deleteParams,
        response: { 200: z.object({ deleted: z.int() }), ...problems(404) },
      },
    },
    async (request) => ({ deleted: await reports.delete(request.params.report_id) }),
  );
}

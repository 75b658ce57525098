import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import { reportStatuses } from "../Report.ts";
import { jsonObjectSchema } from "./jsonSchemas.ts";

export const reportStatusSchema = z.enum(reportStatuses);

export const reportEntrySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("column"),
    table: z.string(),
    column: z.string(),
    title: z.string().exactOptional(),
  }),
  z.object({
    kind: z.literal("row"),
    table: z.string(),
    dataKey: z.string().exactOptional(),
    key: z.string().exactOptional(),
    status: reportStatusSchema.exactOptional(),
    row: jsonObjectSchema,
  }),
]);

/** Values by column as they are: zod would drop a column `__proto__`. */
const rowSchema = z.custom<JsonObject>(isJsonObject).meta({ type: "object", additionalProperties: true });

/** A report in a list, as JSON of the API and the command line. */
export const reportSummaryJsonSchema = z.object({
  id: z.string().meta({ description: "report-, the name of the application, -, the id of the run." }),
  href: z.string(),
  app_name: z.string(),
  application_id: z.string().meta({ description: "The run that made it." }),
  created: z.iso.datetime(),
  rows: z.int().meta({ description: "Rows its steps added." }),
});

/** A whole report, as JSON of the API and the command line. */
export const reportJsonSchema = reportSummaryJsonSchema
  .extend({
    tables: z.array(
      z.object({
        name: z.string(),
        columns: z.array(z.object({ key: z.string(), title: z.string() })),
        sub_tables: z.array(
          z.object({
            data_key: z.string().nullable().meta({ description: "null = rows without a data key." }),
            rows: z.array(
              z.object({ key: z.string().nullable(), status: reportStatusSchema.nullable(), row: rowSchema }),
            ),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "Report" });

export type ReportSummaryJson = z.output<typeof reportSummaryJsonSchema>;
export type ReportJson = z.output<typeof reportJsonSchema>;

import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import { reportEntrySchema } from "./reportSchemas.ts";
import { dataSummarySchema, runRecordSchema, stepRunRecordSchema } from "./runSchemas.ts";

const idSchema = z.string().min(1).max(128);
const runIdSchema = z.string().regex(/^isapp-[0-9a-z-]{1,100}$/);
/** As it was: zod would drop a key `__proto__`. */
const objectSchema = z.custom<JsonObject>(isJsonObject, "must be an object");

const dataSchema = z.union([
  z.object({ summary: dataSummarySchema, bytes: z.base64() }),
  z.object({
    summary: dataSummarySchema,
    blob: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/),
    size: z.int().min(0),
  }),
]);

const entryTypes = [
  "run.accepted",
  "run.started",
  "run.revoking",
  "run.finished",
  "step.started",
  "step.log",
  "step.retry",
  "step.retryNow",
  "step.waiting",
  "step.awoken",
  "step.recovered",
  "step.finished",
] as const;

const logEntrySchema = z.object({
  type: z.literal("step.log"),
  at: z.number(),
  stepRunId: idSchema,
  attempt: z.int(),
  level: z.int(),
  module: z.string(),
  message: z.string(),
});
const eventSchema = z.object({
  type: z.enum(entryTypes).exclude(["step.log"]),
  at: z.number(),
  stepRunId: idSchema.optional(),
});

/** A run in an archive. Only checks: what is kept is the input. */
export const archivedRunSchema = z.object({
  run: runRecordSchema.extend({
    id: runIdSchema,
    state: z.enum(["SUCCESS", "FAILURE", "REVOKED"]),
    finishedAt: z.number(),
  }),
  plan: z.object({
    document: objectSchema,
    configuration: objectSchema.optional(),
    references: z.record(z.string(), z.string()).optional(),
    parameters: z.base64().optional(),
    wrappedDataKey: z.string(),
    inheritedSecrets: z.array(z.string()),
    stepIds: z.record(z.string(), z.string()),
    pins: z.record(z.string(), dataSchema),
  }),
  steps: z.array(
    z.object({
      record: stepRunRecordSchema.extend({ id: idSchema, position: z.int().min(0) }),
      routes: z.array(z.string()).optional(),
      output: dataSchema.optional(),
      parameters: z.base64().optional(),
    }),
  ),
  entries: z.array(z.union([logEntrySchema, eventSchema])),
  child: z.object({ stepRunId: idSchema, retry: z.int(), index: z.int() }).optional(),
});

/** A report in an archive. Only checks: what is kept is the input. */
export const archivedReportSchema = z.object({
  runId: runIdSchema,
  appName: z.string(),
  createdAt: z.number(),
  entries: z.array(z.object({ step: z.string(), entry: reportEntrySchema })),
});

import { z } from "zod";

const runStates = ["PENDING", "STARTED", "SUCCESS", "FAILURE", "REVOKED"] as const;

export const runStateSchema = z.enum(runStates);
export const stepRunStateSchema = z.enum([...runStates, "RETRY", "WAITING", "SKIPPED"]);

/** Milliseconds since the epoch. */
const timeSchema = z.number();

export const triggeredBySchema = z.union([
  z.object({ kind: z.enum(["USER", "SCHEDULE", "API"]) }),
  z.object({
    kind: z.literal("RUN"),
    runId: z.string(),
    stepRunId: z.string(),
    stepName: z.string(),
    awaited: z.boolean(),
  }),
]);

/** A run as listed and stored. */
export const runRecordSchema = z.object({
  id: z.string(),
  appName: z.string(),
  state: runStateSchema,
  warning: z.boolean(),
  queue: z.string(),
  configuration: z.string().optional(),
  logLevel: z.number(),
  triggeredBy: triggeredBySchema,
  depth: z.number(),
  acceptedAt: timeSchema,
  startedAt: timeSchema.optional(),
  finishedAt: timeSchema.optional(),
  kept: z.boolean(),
  generateReport: z.boolean(),
  replayOf: z.string().exactOptional(),
});

export const stepErrorSchema = z.object({
  exception: z.string(),
  message: z.string(),
  stack: z.string().exactOptional(),
  attempt: z.number(),
  tail: z.string().exactOptional(),
});

export const dataSummarySchema = z.object({
  kind: z.enum(["value", "list", "object", "bytes", "dataset"]),
  bytes: z.number(),
  count: z.number().exactOptional(),
});

export const stepWaitSchema = z.union([
  z.object({ kind: z.literal("runs"), runs: z.array(z.string()) }),
  z.object({ kind: z.literal("until"), until: timeSchema }),
  z.object({ kind: z.literal("approval"), title: z.string() }),
]);

/** A step run as listed and stored. */
export const stepRunRecordSchema = z.object({
  id: z.string(),
  runId: z.string(),
  stepId: z.string().optional(),
  name: z.string(),
  file: z.string(),
  position: z.number(),
  state: stepRunStateSchema,
  attempts: z.number(),
  warning: z.boolean(),
  startedAt: timeSchema.optional(),
  finishedAt: timeSchema.optional(),
  error: stepErrorSchema.optional(),
  skipped: z.object({ reason: z.enum(["failed", "not_routed"]), step: z.string() }).optional(),
  wait: stepWaitSchema.optional(),
  retryAt: timeSchema.optional(),
  data: dataSummarySchema.optional(),
  pinned: z.boolean(),
  disabled: z.boolean(),
  reusedFrom: z.string().optional(),
});

export const logLineSchema = z.object({
  seq: z.number().exactOptional(),
  time: timeSchema,
  runId: z.string(),
  stepRunId: z.string().optional(),
  step: z.string().optional(),
  attempt: z.number().optional(),
  level: z.number(),
  module: z.string(),
  message: z.string(),
});

export const problemSchema = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  path: z.string(),
  message: z.string(),
  step: z.string().exactOptional(),
  steps: z.array(z.string()).exactOptional(),
});

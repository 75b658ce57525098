import { z } from "zod";
import { problemSchema, runStateSchema } from "../model/schemas/runSchemas.ts";
import { missedRuleSchema, overlapRuleSchema, scheduleTimesDocumentSchema } from "../model/schemas/scheduleSchemas.ts";
import { jsonNamesSchema } from "./json/jsonNamesSchema.ts";
import { applicationNameSchema, jsonObjectBodySchema } from "./schemas.ts";

const nameSchema = z.string().min(1).max(128);
const textSchema = z.string().min(1).max(128);

/** What a schedule says beside its name and application; a change names some of it. */
const settingsShape = {
  params: jsonObjectBodySchema.optional().meta({ description: "Run-time parameters of its runs." }),
  configuration: textSchema
    .nullish()
    .meta({ description: "A stored configuration; null = the one the application is aligned with." }),
  queue: textSchema.nullish().meta({ description: "null = that of the application." }),
  missed: missedRuleSchema.optional().meta({
    description: "Times missed while the program was off: none runs, the newest runs, or each, at most 100.",
  }),
  overlap: overlapRuleSchema.optional().meta({
    description: "A time while the run before goes on: it is skipped, waits for its end, or runs beside it.",
  }),
  enabled: z.boolean().optional(),
};

export const scheduleBodySchema = z.strictObject({
  entry_id: nameSchema.meta({ description: "The name of the schedule." }),
  application_id: applicationNameSchema,
  schedule: scheduleTimesDocumentSchema,
  ...settingsShape,
});

export const scheduleChangeSchema = z.strictObject({
  application_id: applicationNameSchema.optional(),
  schedule: scheduleTimesDocumentSchema.optional(),
  ...settingsShape,
});

/** A due time that passed, and what became of it. */
export const firingSchema = z
  .object({
    at: z.iso.datetime(),
    state: z.enum(["started", "waiting", "skipped", "failed"]),
    manual: z.boolean().meta({ description: "A person ran the schedule now." }),
    missed: z.int().meta({ description: "Times just before this one that passed without a run, at most 100." }),
    task_id: z.string().nullable(),
    href: z.string().nullable(),
    task_state: runStateSchema.nullable().meta({ description: "null = it has no run, or the run has expired." }),
    skipped: z.enum(["missed", "overlap", "too_many_waiting", "disabled"]).nullable(),
    error: z
      .object({ code: z.string(), detail: z.string(), errors: z.array(jsonNamesSchema(problemSchema)) })
      .nullable()
      .meta({ description: "What kept the run from starting." }),
    handled_at: z.iso.datetime(),
  })
  .meta({ id: "Firing" });

export const scheduleSchema = z
  .object({
    entry_id: z.string(),
    application_id: z.string(),
    schedule: scheduleTimesDocumentSchema,
    params: jsonObjectBodySchema
      .nullable()
      .meta({ description: "null = they were encrypted with another key and must be set again." }),
    configuration: z.string().nullable(),
    queue: z.string().nullable(),
    missed: missedRuleSchema,
    overlap: overlapRuleSchema,
    enabled: z.boolean(),
    next_at: z.iso.datetime().nullable().meta({ description: "When it is due next; null = never, or it is disabled." }),
    next_runs: z.array(z.iso.datetime()).meta({ description: "The next ten times." }),
    waiting: z.int().meta({ description: "Firings that wait for the end of the run before." }),
    last_run: firingSchema.nullable().meta({ description: "The newest time that passed." }),
    revision: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Schedule" });

export const calendarSchema = z.object({
  entries: z.array(
    z.object({
      entry_id: z.string(),
      application_id: z.string(),
      at: z.iso.datetime(),
      firing: firingSchema.nullable().meta({ description: "null = the time is still to come." }),
    }),
  ),
  truncated: z.boolean().meta({
    description: "There is more: 1,000 times to come of each schedule and 10,000 that passed are shown.",
  }),
});

import { z } from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json.ts";
import { problemSchema, runStateSchema, stepRunStateSchema } from "../model/schemas/runSchemas.ts";
import { jsonNamesSchema } from "./json/jsonNamesSchema.ts";

/** A JSON object that passes as it came: zod would put known keys first and drop `__proto__`. */
export const jsonObjectBodySchema = z
  .custom<JsonObject>(isJsonObject, "must be a JSON object")
  .meta({ type: "object", additionalProperties: true });

/** Any JSON value, as it came. */
export const jsonBodySchema = z.unknown();

/** As `jsonBodySchema`, for a key that must be there. */
export const jsonValueSchema = z
  .custom<JsonValue>((value) => value !== undefined, "must be a JSON value")
  .meta({ description: "Any JSON value." });

export const applicationNameSchema = z.string().min(1).max(128);
export const nameParamsSchema = z.object({ name: applicationNameSchema });

export const classNameParamsSchema = z.object({ name: z.string().min(1).max(200) });

export const problemListSchema = z.array(jsonNamesSchema(problemSchema));

export const workersSchema = z.int().min(1).max(1000).meta({ description: "Attempts of this run at once." });

/** One place that uses something. */
export const useSchema = z.object({
  by: z.enum(["application", "configuration", "schedule"]),
  name: z.string(),
  draft: z.boolean().meta({ description: "The place is in a draft." }),
  path: z.string().meta({ description: "JSON path in the document or schedule." }),
  step: z.string().optional(),
});

/** A run or one of its steps where the manual lists it. */
const taskStepSchema = z.object({
  href: z.string(),
  id: z.string(),
  name: z.string(),
  state: stepRunStateSchema,
  traceback: z.string().nullable(),
});

/** The log document of a run (manual, viewing logs), with our additions. */
export const runTaskSchema = z
  .object({
    app_name: z.string(),
    app_vars: z
      .record(z.string(), z.unknown())
      .meta({ description: "Application variables of the run, secrets masked." }),
    href: z.string(),
    id: z.string(),
    start_time: z.number().nullable().meta({ description: "Seconds since the epoch; null = not started." }),
    end_time: z.number().nullable().meta({ description: "Seconds since the epoch; null = not ended." }),
    state: runStateSchema,
    warning: z.boolean(),
    queue: z.string(),
    configuration: z.string().nullable(),
    steps: z.array(taskStepSchema),
    triggered_by: z.array(z.object({ application_id: z.string(), triggered_by: z.string() })),
    last_run: z.string().nullable().meta({ description: "The newest run of the application." }),
  })
  .meta({ id: "RunTask" });

/** A run that is on disk. */
export const acceptedSchema = z.object({
  id: z.string(),
  href: z.string(),
  warnings: problemListSchema.meta({ description: "What is odd about its document." }),
});

export const logLineJsonSchema = z.object({
  date: z.iso.datetime(),
  level: z.string(),
  module: z.string(),
  attempt: z.int().nullable(),
  message: z.string(),
});

/** One step run with the first of its log lines. */
export const stepTaskSchema = z
  .object({
    app_name: z.string(),
    application_id: z.string(),
    href: z.string(),
    id: z.string(),
    name: z.string(),
    file: z.string(),
    start_time: z.number().nullable(),
    end_time: z.number().nullable(),
    state: stepRunStateSchema,
    warning: z.boolean(),
    attempts: z.int(),
    traceback: z.string().nullable(),
    logs: z.array(logLineJsonSchema),
  })
  .meta({ id: "StepTask" });

import { z } from "zod";
import { runStateSchema, stepRunRecordSchema, stepRunStateSchema } from "../../model/schemas/runSchemas.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";

const paramsSchema = z.object({
  run_id: z.string().min(1).max(100).meta({ description: "The id of a run; last = the newest." }),
});
const stepParamsSchema = paramsSchema.extend({
  step: z.string().min(1).meta({ description: "Name or id of a step of the run." }),
});

const resultSchema = z.object({
  id: z.string(),
  app_name: z.string(),
  state: runStateSchema,
  warning: z.boolean(),
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      state: stepRunStateSchema,
      attempts: z.int(),
      started_at: z.iso.datetime().nullable(),
      finished_at: z.iso.datetime().nullable(),
      data: z.unknown().meta({ description: "Typed JSON, secrets masked; null = none, or it was pruned." }),
      error: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});

const outputSchema = z.object({
  kind: z.enum(["none", "pruned", "data"]),
  data: z.unknown().optional().meta({ description: "Typed JSON, secrets masked." }),
});

/** Runs and steps with all they saved, however large, for those who ask for it. */
export function addRunResultRoutes(api: Api, { services }: ApiParts): void {
  const { queries } = services;
  const tags = ["runs"];

  api.get(
    "/runs/:run_id/result",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getRunResult",
        tags,
        summary: "A run with all that its steps saved",
        params: paramsSchema,
        response: { 200: resultSchema, ...problems(404) },
      },
    },
    async (request) => queries.result(request.params.run_id) as unknown as z.output<typeof resultSchema>,
  );

  api.get(
    "/runs/:run_id/steps/:step",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStepRun",
        tags,
        summary: "One step of a run",
        params: stepParamsSchema,
        response: { 200: jsonNamesSchema(stepRunRecordSchema), ...problems(404) },
      },
    },
    async (request) => {
      const { run_id, step } = request.params;
      return toJsonNames(queries.getStepRun(queries.get(run_id).id, step));
    },
  );

  api.get(
    "/runs/:run_id/steps/:step/output",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStepOutput",
        tags,
        summary: "All that a step saved; `data` gives parts of it",
        params: stepParamsSchema,
        response: { 200: outputSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { run_id, step } = request.params;
      return queries.stepData(queries.getStepRun(queries.get(run_id).id, step));
    },
  );
}

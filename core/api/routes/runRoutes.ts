import { z } from "zod";
import { runRecordSchema, runStateSchema } from "../../model/schemas/runSchemas.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";

const runSchema = jsonNamesSchema(runRecordSchema);
const paramsSchema = z.object({
  run_id: z.string().min(1).max(100).meta({ description: "The id of a run; last = the newest." }),
});
const timeSchema = z.iso.datetime({ offset: true });
const filterSchema = z.object({
  state: runStateSchema.optional(),
  application: z.string().min(1).max(128).optional(),
  triggered_by: z.enum(["USER", "SCHEDULE", "API", "RUN"]).optional(),
  queue: z.string().min(1).max(128).optional(),
  kept: z.literal("true").optional().meta({ description: "Only kept runs." }),
  from: timeSchema.optional().meta({ description: "Accepted at or after this time." }),
  to: timeSchema.optional().meta({ description: "Accepted before this time." }),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "Part of the name of the application, or the beginning of the id of a run." }),
  before: z.string().max(100).optional().meta({ description: "The next page: `next` of the page before it." }),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});
const pageSchema = z.object({
  runs: z.array(runSchema),
  next: z.string().nullable().meta({ description: "`before` of the next page; null = there are no older runs." }),
});

/** The list of runs, and which of them are kept. */
export function addRunRoutes(api: Api, parts: ApiParts): void {
  const { queries } = parts.services;
  const tags = ["runs"];

  api.get(
    "/runs",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listRuns",
        tags,
        summary: "Runs page by page, newest first",
        querystring: filterSchema,
        response: { 200: pageSchema, ...problems() },
      },
    },
    async (request) => {
      const { state, application, triggered_by, queue, kept, from, to, text, before, limit } = request.query;
      const { runs, next } = queries.page({
        limit,
        ...(state === undefined ? {} : { state }),
        ...(application === undefined ? {} : { appName: application }),
        ...(triggered_by === undefined ? {} : { triggeredBy: triggered_by }),
        ...(queue === undefined ? {} : { queue }),
        ...(kept === undefined ? {} : { kept: true }),
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(to === undefined ? {} : { to: Date.parse(to) }),
        ...(text === undefined ? {} : { text }),
        ...(before === undefined ? {} : { before }),
      });
      return { runs: toJsonNames(runs), next: next ?? null };
    },
  );

  const keep = async (runId: string, kept: boolean) => {
    const { id } = queries.get(runId);
    await parts.runs.keep(id, kept);
    return toJsonNames(queries.get(id));
  };
  const keepSchema = { tags, params: paramsSchema, response: { 200: runSchema, ...problems(404) } };

  api.put(
    "/runs/:run_id/keep",
    {
      config: { role: "operator" },
      schema: { ...keepSchema, operationId: "keepRun", summary: "Keeps a run for ever" },
    },
    async (request) => keep(request.params.run_id, true),
  );

  api.delete(
    "/runs/:run_id/keep",
    {
      config: { role: "operator" },
      schema: {
        ...keepSchema,
        operationId: "releaseRun",
        summary: "Lets a run expire: it is deleted when its time is over",
      },
    },
    async (request) => keep(request.params.run_id, false),
  );
}

import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import { parseJsonPath } from "../../model/jsonPath.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema } from "../schemas.ts";

const paramsSchema = z.object({
  run_id: z.string().min(1).max(100),
  step: z.string().min(1).meta({ description: "Name or id of a step of the run." }),
});

const pageSchema = z.object({
  path: z.string(),
  kind: z.enum(["list", "object", "value"]),
  count: z.int().optional().meta({ description: "Items of the list, keys of the object." }),
  from: z.int(),
  items: z.array(z.object({ key: z.union([z.string(), z.number()]), value: z.unknown() })),
  value: z.unknown().optional(),
});

/** What steps saved, page by page: never the whole of it. */
export function addStepDataRoutes(api: Api, { services }: ApiParts): void {
  const tags = ["runs"];
  const find = (given: z.infer<typeof paramsSchema>) =>
    services.queries.getStepRun(services.queries.get(given.run_id).id, given.step);

  api.get(
    "/runs/:run_id/steps/:step/data",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStepData",
        tags,
        summary: "A part of what a step saved: items of a list, keys of an object, or a value, at a JSON path",
        description:
          'Typed JSON with secrets masked; what would be too long is `{"$more": {kind, count}}`, to be asked for by its path.',
        params: paramsSchema,
        querystring: z.object({
          path: z.string().max(10_000).default("$"),
          from: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
        response: { 200: pageSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { path: text, from, limit } = request.query;
      const path = parseJsonPath(text);
      if (path === undefined)
        throw new SluiceError("wrong_use", `"${text}" is no JSON path. Write it like $.rows[3]["my key"].`);
      return services.stepData.page(find(request.params), { path, from, limit });
    },
  );

  api.get(
    "/runs/:run_id/steps/:step/schema",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStepDataSchema",
        tags,
        summary: "The inferred JSON schema of what a step saved",
        params: paramsSchema,
        response: { 200: jsonObjectBodySchema, ...problems(404, 409) },
      },
    },
    async (request) => services.stepData.schema(find(request.params)),
  );
}

import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { assertRole } from "../authentication.ts";
import { editorOf } from "../draftSchemas.ts";
import { problems } from "../problems.ts";
import { jsonValueSchema, nameParamsSchema } from "../schemas.ts";

const paramsSchema = nameParamsSchema.extend({
  step_id: z.string().min(1).max(100).meta({ description: "Id of a step, as in `step_ids` of the draft." }),
});

const runSchema = z
  .string()
  .max(100)
  .optional()
  .meta({ description: "The run whose data and parameters count; absent = the last data that each step saved." });

const tokenSchema = z.object({
  token: z.string().meta({ description: "As written, such as `${config.host}`." }),
  kind: z.enum(["config", "appvar", "stepFunc", "path"]),
  state: z.enum(["found", "unknown", "missing", "noData", "function"]).meta({
    description:
      "found: it has a value. unknown: no variable or function has the name. missing: the known data has no such path. noData: no data is known. function: it was not called.",
  }),
  origin: z.string().optional().meta({ description: "The configuration or step its value comes from." }),
  value: z.unknown().optional(),
  nearest: z.array(z.string()),
});

/** What the parameters of a draft would be, before anything runs. Step code runs for it only when the request says so. */
export function addResolveRoutes(api: Api, { services }: ApiParts): void {
  const { resolver } = services;
  const tags = ["drafts"];

  api.post(
    "/applications/:name/draft/steps/:step_id/resolve",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "resolveValue",
        tags,
        summary: "What a value with `${...}` would be for a step of the draft; secrets are masked",
        params: paramsSchema,
        body: z.strictObject({
          value: jsonValueSchema,
          run_id: runSchema,
          functions: z.boolean().optional().meta({
            description: "Call the step functions it names. This runs step code and needs the role developer.",
          }),
        }),
        response: {
          200: z.object({
            tokens: z.array(tokenSchema),
            value: z
              .unknown()
              .optional()
              .meta({ description: "Typed JSON of about 4 KB at most; absent = it has none." }),
            type: z.string().optional(),
            problem: z.string().optional().meta({ description: "Why a step function gave no value." }),
          }),
          ...problems(404),
        },
      },
    },
    async (request) => {
      const { name, step_id: step } = request.params;
      const { value, run_id: run, functions } = request.body;
      if (functions === true) assertRole(request.identity, "developer");
      return resolver.resolve(name, editorOf(request), { step, value, run, functions });
    },
  );

  api.post(
    "/applications/:name/draft/steps/:step_id/options",
    {
      config: { role: "developer" },
      schema: {
        operationId: "listOptions",
        tags,
        summary:
          "The choices of a parameter that takes them from a method of its class; runs step code, secrets are masked",
        params: paramsSchema,
        body: z.strictObject({ parameter: z.string().min(1).max(200) }),
        response: {
          200: z.object({
            options: z.array(
              z.object({ value: z.union([z.string(), z.number(), z.boolean()]), label: z.string().optional() }),
            ),
            more: z.int().meta({ description: "How many choices there are beyond these." }),
            problem: z.string().optional().meta({ description: "Why the method gave none." }),
          }),
          ...problems(404),
        },
      },
    },
    async (request) => {
      const { name, step_id: step } = request.params;
      const { parameter } = request.body;
      const list = await resolver.options(name, editorOf(request), { step, parameter });
      return "problem" in list ? { options: [], more: 0, problem: list.problem } : list;
    },
  );

  api.get(
    "/applications/:name/draft/steps/:step_id/paths",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listDataPaths",
        tags,
        summary: "The paths that `${...}` finds in the data a step of the draft gets, at most 300",
        params: paramsSchema,
        querystring: z.object({ run_id: runSchema }),
        response: { 200: z.array(z.object({ path: z.string(), detail: z.string() })), ...problems(404) },
      },
    },
    async (request) => {
      const { name, step_id: step } = request.params;
      return resolver.paths(name, editorOf(request), { step, run: request.query.run_id });
    },
  );
}

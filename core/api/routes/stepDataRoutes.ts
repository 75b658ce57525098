import { Readable } from "node:stream";
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

const pathSchema = z.string().max(10_000).default("$");
const cursorSchema = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .meta({ description: "`next` of the answer before; a request looks at a bounded part of the data." });
const nextSchema = z.string().nullable().meta({ description: "`cursor` of what comes after; null = that was all." });

const searchSchema = z.object({
  hits: z.array(z.object({ path: z.string(), in: z.enum(["key", "value"]), value: z.unknown() })),
  next: nextSchema,
});
const diffSchema = z.object({
  changes: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(["added", "removed", "changed"]),
      from: z.unknown().optional().meta({ description: "In the other run." }),
      to: z.unknown().optional().meta({ description: "In this run." }),
    }),
  ),
  next: nextSchema,
});
const fileTypes = {
  text: "text/plain",
  json: "application/json",
  bytes: "application/octet-stream",
};
const fileEnds = { text: "txt", json: "json", bytes: "bin" };

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
          path: pathSchema,
          from: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
        response: { 200: pageSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { path, from, limit } = request.query;
      return services.stepData.page(find(request.params), { path: readPath(path), from, limit });
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

  api.get(
    "/runs/:run_id/steps/:step/parameters",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStepParameters",
        tags,
        summary: "What the parameters of a step were, resolved, in its last attempt",
        description: "By name, of those that its code read. Typed JSON with secrets masked; long values are cut.",
        params: paramsSchema,
        response: { 200: jsonObjectBodySchema, ...problems(404, 409) },
      },
    },
    async (request) => services.stepData.parameters(find(request.params)),
  );

  api.get(
    "/runs/:run_id/steps/:step/search",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "searchStepData",
        tags,
        summary: "Where a text is in what a step saved, keys and values, by path",
        params: paramsSchema,
        querystring: z.object({
          text: z.string().min(1).max(1000).meta({ description: "Looked for without regard to case." }),
          path: pathSchema.meta({ description: "Only below it." }),
          cursor: cursorSchema,
          limit: z.coerce.number().int().min(1).max(500).default(50),
        }),
        response: { 200: searchSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { text, path, cursor, limit } = request.query;
      const { hits, next } = services.stepData.search(find(request.params), {
        text,
        path: readPath(path),
        cursor,
        limit,
      });
      return { hits, next: next ?? null };
    },
  );

  api.get(
    "/runs/:run_id/steps/:step/diff",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "diffStepData",
        tags,
        summary: "What a step saved differently in this run than in another one",
        description:
          "Rows are compared by position, objects by key; the step is found in the other run by its id, else by its name.",
        params: paramsSchema,
        querystring: z.object({
          with: z.string().min(1).max(100).meta({ description: "The id of the other run." }),
          cursor: cursorSchema,
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: diffSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { with: otherRun, cursor, limit } = request.query;
      const stepRun = find(request.params);
      const others = services.queries.stepRuns(services.queries.get(otherRun).id);
      const other =
        others.find(({ stepId }) => stepId !== undefined && stepId === stepRun.stepId) ??
        services.queries.getStepRun(otherRun, stepRun.name);
      const { changes, next } = services.stepData.diff(stepRun, other, { cursor, limit });
      return { changes, next: next ?? null };
    },
  );

  api.get(
    "/runs/:run_id/steps/:step/file",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "downloadStepData",
        tags,
        summary: "What a step saved, or what is at a path of it, as a file",
        description: "A text as it is, bytes as they are, anything else as typed JSON; secrets masked.",
        params: paramsSchema,
        querystring: z.object({ path: pathSchema }),
        response: {
          200: {
            description: "The file",
            content: Object.fromEntries(Object.values(fileTypes).map((type) => [type, { schema: z.any() }])),
          },
          ...problems(404, 409),
        },
      },
    },
    async (request, reply) => {
      const { kind, pieces } = services.stepData.file(find(request.params), readPath(request.query.path));
      return reply
        .header("content-disposition", `attachment; filename="data.${fileEnds[kind]}"`)
        .type(kind === "bytes" ? fileTypes.bytes : `${fileTypes[kind]}; charset=utf-8`)
        .send(Readable.from(pieces));
    },
  );
}

function readPath(text: string): (string | number)[] {
  const path = parseJsonPath(text);
  if (path !== undefined) return path;
  throw new SluiceError("wrong_use", `"${text}" is no JSON path. Write it like $.rows[3]["my key"].`);
}

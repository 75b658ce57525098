import { z } from "zod";
import { ownValue, stringifyJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { assertUnchanged, etagOf } from "../etag.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { toRunTask } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema, nameParamsSchema, problemListSchema, runTaskSchema, useSchema } from "../schemas.ts";

const summarySchema = z.object({
  name: z.string(),
  friendly_name: z.string(),
  revision: z.int().meta({ description: "Number of the published revision; 0 = only a draft so far." }),
  has_draft: z.boolean(),
  steps: z.int(),
  configuration: z.string().meta({ description: "The one it is aligned with; empty = none." }),
  updated_at: z.iso.datetime(),
});

const savedSchema = z.object({
  name: z.string(),
  result: z.enum(["published", "draft"]).meta({ description: "draft: it has errors and cannot run yet." }),
  replaced: z.boolean(),
  problems: problemListSchema,
});

/** Applications as the manual's API has them. */
export function addApplicationRoutes(api: Api, parts: ApiParts): void {
  const { applications, uses } = parts.services;
  const tags = ["applications"];

  api.get(
    "/applications",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listApplications",
        tags,
        summary: "All applications",
        response: { 200: z.array(summarySchema), ...problems() },
      },
    },
    async () => toJsonNames(applications.list()),
  );

  api.post(
    "/applications",
    {
      config: { role: "developer" },
      schema: {
        operationId: "saveApplication",
        tags,
        summary: "Adds an application or overwrites it; runs nothing of it",
        querystring: z.object({ overwrite: z.stringbool().default(true) }),
        headers: z.object({ "if-match": z.string().optional() }),
        body: jsonObjectBodySchema,
        response: { 200: savedSchema, ...problems(409, 412) },
      },
    },
    async (request) => {
      const name = ownValue(request.body, "name");
      if (typeof name !== "string" || name === "") {
        throw new SluiceError("wrong_use", "The application has no name. Give it one with the key name.");
      }
      const { "if-match": expected } = request.headers;
      if (expected !== undefined) assertUnchanged(expected, { name, found: applications.find(name) });
      const { overwrite } = request.query;
      return toJsonNames(
        await applications.import(stringifyJson(request.body), {
          fileName: name,
          overwrite,
          author: userOf(request.identity),
        }),
      );
    },
  );

  api.get(
    "/applications/:name",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getApplication",
        tags,
        summary: "The published document of an application, else its draft",
        params: nameParamsSchema,
        querystring: z.object({
          layout: z.stringbool().default(true).meta({ description: "With the ids of the steps." }),
        }),
        response: { 200: jsonObjectBodySchema, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const text = applications.export(name, request.query);
      return reply
        .header("etag", etagOf(applications.get(name)))
        .type("application/json; charset=utf-8")
        .serializer((body: unknown) => String(body))
        .send(text as never);
    },
  );

  api.delete(
    "/applications/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteApplication",
        tags,
        summary:
          "Deletes an application and lists what still names it; its runs stay, and for 30 days it can be restored",
        params: nameParamsSchema,
        headers: z.object({ "if-match": z.string().optional() }),
        response: { 200: z.object({ deleted: z.string(), uses: z.array(useSchema) }), ...problems(404, 412) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { "if-match": expected } = request.headers;
      if (expected !== undefined) assertUnchanged(expected, { name, found: applications.find(name) });
      await applications.delete(name, request.identity.name);
      return { deleted: name, uses: await uses.find({ kind: "application", name }, userOf(request.identity)) };
    },
  );

  api.get(
    "/applications/:name/logs",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getApplicationLogs",
        tags,
        summary: "The log document of the newest run of an application",
        params: nameParamsSchema,
        response: { 200: runTaskSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const [run] = parts.reader.list({ appName: name, limit: 1 });
      if (run !== undefined) return toRunTask(run, parts);
      applications.get(name);
      throw new SluiceError("not_found", `The application "${name}" has not run yet.`, { details: { name } });
    },
  );
}

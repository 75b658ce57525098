import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { UseSubject } from "../../service/uses/Use.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { assertUnchanged, etagOf } from "../etag.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema, problemListSchema, useSchema } from "../schemas.ts";

const subjectSchema = z.object({
  kind: z.enum(["step_class", "configuration", "queue", "application", "secret", "config_variable", "app_variable"]),
  name: z.string(),
  syncpack: z.string().optional().meta({ description: "Of a step class: the pack that holds it." }),
  configuration: z.string().optional().meta({ description: "Of a config_variable: its configuration." }),
  application: z.string().optional().meta({ description: "Of an app_variable: its application." }),
});

const alignmentSchema = z.object({
  name: z.string(),
  configuration: z.string().nullable(),
  revision: z.int(),
  result: z.enum(["published", "draft", "unchanged"]),
  problems: problemListSchema,
});

/** What uses what, and which configuration an application runs with. */
export function addUseRoutes(api: Api, { services }: ApiParts): void {
  const { alignments, applications, uses } = services;

  api.get(
    "/uses",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "findUses",
        tags: ["uses"],
        summary: "Every place that uses a step class, configuration, queue, application, secret or variable",
        querystring: subjectSchema,
        response: { 200: z.array(useSchema), ...problems() },
      },
    },
    async (request) => uses.find(toSubject(request.query), userOf(request.identity)),
  );

  api.post(
    "/applications/:name/align",
    {
      config: { role: "developer" },
      schema: {
        operationId: "alignApplication",
        tags: ["applications"],
        summary: "Makes a configuration the one that the application runs with: a new revision",
        params: nameParamsSchema,
        headers: z.object({ "if-match": z.string().optional() }),
        body: z.strictObject({
          configuration: z.string().nullable().meta({ description: "null = none." }),
          comment: z.string().max(1000).optional(),
        }),
        response: { 200: alignmentSchema, ...problems(404, 412) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { configuration, comment } = request.body;
      const { "if-match": expected } = request.headers;
      if (expected !== undefined) assertUnchanged(expected, { name, found: applications.find(name) });
      const aligned = await alignments.align(name, {
        configuration: configuration ?? undefined,
        author: userOf(request.identity),
        ...(comment === undefined ? {} : { comment }),
      });
      const answer = { ...toJsonNames(aligned), configuration: aligned.configuration ?? null };
      return reply.header("etag", etagOf(applications.get(name))).send(answer);
    },
  );
}

function toSubject(query: z.output<typeof subjectSchema>): UseSubject {
  const { kind, name, syncpack, configuration, application } = query;
  switch (kind) {
    case "step_class":
      return { kind, name, syncpack };
    case "config_variable":
      if (configuration === undefined) throw missing("configuration");
      return { kind, name, configuration };
    case "app_variable":
      if (application === undefined) throw missing("application");
      return { kind, name, application };
    default:
      return { kind, name };
  }
}

function missing(key: string): SluiceError {
  return new SluiceError("wrong_use", `A variable belongs to something. Name it with ${key}=NAME.`);
}

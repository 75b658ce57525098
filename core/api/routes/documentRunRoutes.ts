import { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import { fromTypedJson } from "../../base/typedJson.ts";
import { toApplicationName } from "../../model/applicationName.ts";
import { readText } from "../../model/readApplication.ts";
import { problemSchema } from "../../model/schemas/runSchemas.ts";
import type { DocumentRunRequest } from "../../service/runs/RunService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { taskPath } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { readConfigurationInput, readLogLevel } from "../runInput.ts";
import { jsonObjectBodySchema } from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";

const stepsSchema = z.array(z.string().min(1)).min(1);

const bodySchema = z.strictObject({
  document: jsonObjectBodySchema.meta({
    description: "The application to run; nothing of it is stored but with the run.",
  }),
  step_ids: z.record(z.string(), z.string()).default({}).meta({ description: "Step name to step id." }),
  params: jsonObjectBodySchema.default({}),
  configuration: z.union([z.string(), jsonObjectBodySchema]).optional(),
  queue: z.string().min(1).optional(),
  workers: z.int().min(1).max(1000).optional().meta({ description: "Attempts of this run at once." }),
  log_level: z.string().optional(),
  pins: jsonObjectBodySchema
    .default({})
    .meta({ description: "Step name to typed JSON that replaces its output; its code does not run." }),
  from: z
    .strictObject({ run: z.string(), steps: stepsSchema })
    .optional()
    .meta({ description: "These steps and all downstream run, the others are taken over from the run." }),
  class_drafts: z
    .boolean()
    .default(false)
    .meta({ description: "Own step classes that have a draft run as it is written there." }),
  to: stepsSchema.optional().meta({ description: "Nothing downstream of these steps runs." }),
});

const acceptedSchema = z.object({
  id: z.string(),
  href: z.string(),
  warnings: z.array(jsonNamesSchema(problemSchema)),
});

/** Runs of documents that are given along, as the editor and the command line start them. */
export function addDocumentRunRoutes(api: Api, parts: ApiParts): void {
  api.post(
    "/runs",
    {
      config: { role: "developer" },
      schema: {
        operationId: "startRun",
        tags: ["runs"],
        summary: "Runs a document that is given along: all of it, to some steps, or from some steps of an earlier run",
        headers: startHeadersSchema,
        body: bodySchema,
        response: { 202: acceptedSchema, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { run, warnings } = await startOnce({ request, reply, parts }, (requestKey) =>
        parts.runs.startDocument({ ...toRequest(request.body, parts), requestKey }),
      );
      return reply.status(202).send({ id: run.id, href: taskPath(run.id), warnings: toJsonNames(warnings) });
    },
  );
}

function toRequest(body: z.infer<typeof bodySchema>, parts: ApiParts): DocumentRunRequest {
  const { document, step_ids: stepIds, params: parameters, queue, workers, pins, from, to } = body;
  const values = Object.entries(pins).map(([name, value]) => [name, fromTypedJson(value as JsonValue)] as const);
  return {
    name: toApplicationName(readText(document, "name") ?? "untitled"),
    document,
    stepIds,
    parameters,
    queue,
    workers,
    classDrafts: body.class_drafts,
    configuration: readConfigurationInput(body.configuration, parts.services),
    logLevel: readLogLevel(body.log_level, "flow"),
    pins: Object.fromEntries(values),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

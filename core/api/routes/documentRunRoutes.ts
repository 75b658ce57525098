import { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import { fromTypedJson } from "../../base/typedJson.ts";
import { toApplicationName } from "../../model/applicationName.ts";
import { readText } from "../../model/readApplication.ts";
import type { DocumentRunRequest } from "../../service/runs/RunService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toAccepted } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { readLogLevel, readSealedInput } from "../runInput.ts";
import {
  acceptedSchema,
  applicationNameSchema,
  jsonBodySchema,
  jsonObjectBodySchema,
  workersSchema,
} from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";

const stepsSchema = z.array(z.string().min(1)).min(1);

const bodySchema = z.strictObject({
  name: applicationNameSchema.optional().meta({ description: "Of a document that has none." }),
  document: jsonObjectBodySchema.meta({
    description: "The application to run; nothing of it is stored but with the run.",
  }),
  step_ids: z.record(z.string(), z.string()).default({}).meta({ description: "Step name to step id." }),
  params: jsonObjectBodySchema.default({}),
  configuration: z.union([z.string(), jsonObjectBodySchema]).optional(),
  queue: z.string().min(1).optional(),
  workers: workersSchema.optional(),
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
  only: z.string().min(1).optional().meta({
    description:
      "The only step that runs. Its producers give what is pinned, or what they saved in the run of `from`; else nothing.",
  }),
  to: stepsSchema.optional().meta({ description: "Nothing downstream of these steps runs." }),
});

const stepBodySchema = z.strictObject({
  file: z.string().min(1).meta({ description: "The name of a step class." }),
  syncpack: z.string().min(1).optional(),
  params: jsonObjectBodySchema.default({}).meta({ description: "Parameters of the step." }),
  input: jsonBodySchema.optional().meta({ description: "Typed JSON that it sees as the data of its producer." }),
  configuration: z.union([z.string(), jsonObjectBodySchema]).optional(),
  log_level: z.string().optional(),
});

const acceptedDocumentSchema = acceptedSchema.extend({
  unset: z
    .array(z.string())
    .meta({ description: "Variables of the configuration without a value: encrypted with another key." }),
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
        response: { 202: acceptedDocumentSchema, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { configuration, unset } = readSealedInput(request.body.configuration, parts.services);
      const accepted = await startOnce({ request, reply, parts }, (requestKey) =>
        parts.runs.startDocument({ ...toRequest(request.body), configuration, requestKey }),
      );
      return reply.status(202).send({ ...toAccepted(accepted), unset });
    },
  );

  api.post(
    "/runs/step",
    {
      config: { role: "developer" },
      schema: {
        operationId: "startStepRun",
        tags: ["runs"],
        summary: "Runs one step class alone, with parameters and the data of a producer that are given along",
        body: stepBodySchema,
        response: { 202: acceptedDocumentSchema, ...problems(404, 409) },
      },
    },
    async (request, reply) => {
      const { file, syncpack, params: parameters, input, log_level } = request.body;
      const { configuration, unset } = readSealedInput(request.body.configuration, parts.services);
      const accepted = await parts.runs.startStep({
        file,
        syncpack,
        parameters,
        configuration,
        logLevel: readLogLevel(log_level, "debug"),
        ...(input === undefined ? {} : { input: { value: fromTypedJson(input as JsonValue) } }),
      });
      return reply.status(202).send({ ...toAccepted(accepted), unset });
    },
  );
}

function toRequest(body: z.infer<typeof bodySchema>): Omit<DocumentRunRequest, "configuration"> {
  const { document, step_ids: stepIds, params: parameters, queue, workers, pins, from, to, only } = body;
  const values = Object.entries(pins).map(([name, value]) => [name, fromTypedJson(value as JsonValue)] as const);
  return {
    name: toApplicationName(readText(document, "name") ?? body.name ?? "untitled"),
    document,
    stepIds,
    parameters,
    queue,
    workers,
    classDrafts: body.class_drafts,
    logLevel: readLogLevel(body.log_level, "flow"),
    pins: Object.fromEntries(values),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(only === undefined ? {} : { only }),
  };
}

import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { StoredSample } from "../../service/ports/SampleReader.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema } from "../schemas.ts";

const sampleSchema = z.object({
  data: z.unknown().meta({ description: "Typed JSON of at most 64 KB, secrets masked; what was longer is cut." }),
  schema: jsonObjectBodySchema,
  count: z.int().nullable().meta({ description: "Rows or keys of the whole; null = it was one value." }),
  bytes: z.int().meta({ description: "Size of the whole." }),
  at: z.iso.datetime(),
  run_id: z.string(),
});
const stepIdSchema = z.string().min(1).max(200).meta({ description: "The id of a step of a draft." });

/** Samples: the last successful output of each step, kept longer than runs. */
export function addSampleRoutes(api: Api, { services }: ApiParts): void {
  api.get(
    "/samples/:step_id",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSample",
        tags: ["steps"],
        summary: "The last successful output of a step, shortened",
        params: z.object({ step_id: stepIdSchema }),
        response: { 200: sampleSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { step_id: step } = request.params;
      const sample = services.samples.find(step);
      if (sample === undefined)
        throw new SluiceError("not_found", "The step has never ended with data.", { details: { step } });
      return toSample(sample);
    },
  );
  api.get(
    "/samples",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSamples",
        tags: ["steps"],
        summary: "The last successful output of a step, shortened, as a list that is empty if there is none",
        querystring: z.object({ step_id: stepIdSchema }),
        response: { 200: z.object({ samples: z.array(sampleSchema) }), ...problems() },
      },
    },
    async (request) => {
      const sample = services.samples.find(request.query.step_id);
      return { samples: sample === undefined ? [] : [toSample(sample)] };
    },
  );
}

function toSample({ json, schema, count, bytes, at, runId }: StoredSample): z.output<typeof sampleSchema> {
  return {
    data: JSON.parse(json) as unknown,
    schema,
    count: count ?? null,
    bytes,
    at: new Date(at).toISOString(),
    run_id: runId,
  };
}

import { z } from "zod";
import type { JsonObject } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { fromTypedJson } from "../../base/typedJson.ts";
import type { StepRunRecord } from "../../model/RunRecord.ts";
import { readText } from "../../model/readApplication.ts";
import { inputStep } from "../../service/runs/RunService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toStepTask } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { readConfigurationInput, readLogLevel, takeSetting } from "../runInput.ts";
import { jsonObjectBodySchema, stepTaskSchema } from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";
import { waitForRun } from "../waitForRun.ts";

/** Seconds a single step run is waited for unless the request says otherwise (manual, validating your step). */
const standardWait = 5;
/** Larger outputs are read by page. */
const largestOutput = 1024 * 1024;

const resultSchema = stepTaskSchema.extend({
  output: z
    .unknown()
    .meta({ description: "What the step saved, secrets masked; null when nothing, or more than 1 MiB." }),
  output_bytes: z.int().nullable(),
});

/** `POST /steps/run`: one step alone, for trying it out. */
export function addStepRunRoutes(api: Api, parts: ApiParts): void {
  api.post(
    "/steps/run",
    {
      config: { role: "developer" },
      schema: {
        operationId: "runStep",
        tags: ["steps"],
        summary: "Runs one step alone: 200 with logs, output and result, 202 while it still runs",
        description:
          "The body is a step entry: the class is `file`, else `name`; all other keys are its parameters, but for `input_data` (data as of a producer), `configuration` and `log_level`, unless the class declares a parameter of that name.",
        querystring: z.object({ wait: z.coerce.number().min(0).default(standardWait) }),
        headers: startHeadersSchema,
        body: jsonObjectBodySchema,
        response: { 200: resultSchema, 202: resultSchema, ...problems(404, 422) },
      },
    },
    async (request, reply) => {
      const { run } = await startOnce({ request, reply, parts }, async (requestKey) =>
        parts.runs.startStep({ ...(await toStepRequest(request.body, parts)), requestKey }),
      );
      const ended = await waitForRun(run.id, {
        ...parts,
        queries: parts.services.queries,
        seconds: request.query.wait,
      });
      const stepRun = parts.reader.stepRuns(run.id).find(({ file }) => file !== inputStep);
      if (stepRun === undefined) throw new SluiceError("internal", `The run ${run.id} has no step.`);
      return reply
        .status(ended.finishedAt === undefined ? 202 : 200)
        .send({ ...toStepTask(stepRun, parts), ...readOutput(stepRun, parts) });
    },
  );
}

function readOutput(stepRun: StepRunRecord, parts: ApiParts): { output: unknown; output_bytes: number | null } {
  const bytes = stepRun.data?.bytes ?? null;
  if (bytes === null || bytes > largestOutput) return { output: null, output_bytes: bytes };
  const found = parts.services.queries.stepData(stepRun);
  return { output: found.kind === "data" ? found.data : null, output_bytes: bytes };
}

async function toStepRequest(body: JsonObject, parts: ApiParts): Promise<Parameters<ApiParts["runs"]["startStep"]>[0]> {
  const { stepClasses } = parts.services;
  const file = readText(body, "file") ?? readText(body, "name");
  if (file === undefined)
    throw new SluiceError("wrong_use", "The request names no step. Give its class with the key file, or name.");
  const syncpack = readText(body, "syncpack");
  const { manifest } = await stepClasses.load(file, syncpack, { read: true });
  const declared = new Set(manifest.parameters.map(({ name }) => name));
  const parameters: JsonObject = { ...body };
  for (const key of ["file", "name", "syncpack"]) delete parameters[key];
  const take = (key: string) => takeSetting(parameters, { key, declared });
  const input = take("input_data");
  return {
    file,
    syncpack,
    parameters,
    ...(input === undefined ? {} : { input: { value: fromTypedJson(input) } }),
    configuration: readConfigurationInput(take("configuration"), parts.services),
    logLevel: readLogLevel(take("log_level"), "debug"),
  };
}

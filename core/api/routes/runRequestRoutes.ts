import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { JsonObject } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { assertMay } from "../../model/permissions.ts";
import { type LogLevelName, logLevels } from "../../model/RunRecord.ts";
import { readAppVariables } from "../../model/readApplication.ts";
import type { Identity } from "../../service/access/Identity.ts";
import type { RunRequest } from "../../service/runs/RunPlanner.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toRunTask } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { readConfigurationInput, takeSetting } from "../runInput.ts";
import {
  applicationNameSchema,
  jsonObjectBodySchema,
  nameParamsSchema,
  runTaskSchema,
  workersSchema,
} from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";
import { waitForRun } from "../waitForRun.ts";

const waitSchema = z.coerce.number().min(0);

const runBodySchema = z.strictObject({
  name: applicationNameSchema.optional(),
  params: jsonObjectBodySchema
    .optional()
    .meta({ description: "Run-time parameters; unknown names become variables of the run." }),
  queue: z.string().min(1).optional(),
  configuration: z
    .union([z.string(), jsonObjectBodySchema])
    .optional()
    .meta({ description: "The name of a stored configuration, or one that is given along." }),
  workers: workersSchema.optional(),
  wait: waitSchema.optional().meta({ description: "Seconds to wait for the end, at most 30." }),
  log_level: z.enum(Object.keys(logLevels) as [LogLevelName, ...LogLevelName[]]).optional(),
});
type RunBody = z.infer<typeof runBodySchema>;

interface Given {
  body: RunBody;
  /** Of the query, seconds. */
  wait: number | undefined;
  request: FastifyRequest;
  reply: FastifyReply;
}

const querySchema = z.object({ wait: waitSchema.optional() });
const response = { 200: runTaskSchema, 202: runTaskSchema, ...problems(404, 409, 422) };

/** Runs of stored applications (manual, running an integration application). */
export function addRunRequestRoutes(api: Api, parts: ApiParts): void {
  const tags = ["applications"];
  const start = async (name: string, given: Given) => {
    const { request, reply, wait } = given;
    const planned = toRunRequest(name, { body: given.body, identity: request.identity, parts });
    const { run } = await startOnce({ request, reply, parts }, (requestKey) =>
      parts.runs.start({ ...planned.request, requestKey }),
    );
    const seconds = wait ?? planned.wait ?? 0;
    const ended = await waitForRun(run.id, {
      seconds,
      runs: parts.runs,
      queries: parts.services.queries,
      clock: parts.clock,
    });
    return { status: ended.finishedAt === undefined ? (202 as const) : (200 as const), task: toRunTask(ended, parts) };
  };

  api.post(
    "/applications/run",
    {
      config: { role: "operator" },
      schema: {
        operationId: "runApplication",
        tags,
        summary: "Runs the application named in the body: 200 with its end, 202 while it still runs",
        querystring: querySchema,
        headers: startHeadersSchema,
        body: runBodySchema,
        response,
      },
    },
    async (request, reply) => {
      const { name } = request.body;
      if (name === undefined)
        throw new SluiceError("wrong_use", "The request names no application. Give its name with the key name.");
      const { status, task } = await start(name, {
        body: request.body,
        wait: request.query.wait,
        request,
        reply,
      });
      return reply.status(status).send(task);
    },
  );

  api.post(
    "/applications/:name/run",
    {
      config: { role: "operator" },
      schema: {
        operationId: "runApplicationByName",
        tags,
        summary: "Runs an application: 200 with its end, 202 while it still runs",
        params: nameParamsSchema,
        querystring: querySchema,
        headers: startHeadersSchema,
        body: runBodySchema.nullish(),
        response,
      },
    },
    async (request, reply) => {
      const { status, task } = await start(request.params.name, {
        body: request.body ?? {},
        wait: request.query.wait,
        request,
        reply,
      });
      return reply.status(status).send(task);
    },
  );
}

/** `queue`, `configuration` and `wait` may also stand among the parameters, unless the application has a variable of that name. */
function toRunRequest(
  name: string,
  { body, identity, parts }: { body: RunBody; identity: Identity; parts: ApiParts },
): { request: RunRequest; wait: number | undefined } {
  const { applications } = parts.services;
  const stored = applications.getPublished(name);
  const variables = new Set(readAppVariables(stored.document).map((variable) => variable.name));
  const parameters: JsonObject = { ...body.params };
  const take = (key: string) => takeSetting(parameters, { key, declared: variables });
  const more = runBodySchema.safeParse({
    queue: take("queue"),
    configuration: take("configuration"),
    wait: take("wait"),
  });
  if (!more.success) {
    const [issue] = more.error.issues;
    throw new SluiceError(
      "wrong_use",
      `The parameter ${issue?.path.join(".")} of the request is not valid: ${issue?.message}.`,
    );
  }
  const { queue = more.data.queue, configuration = more.data.configuration, wait = more.data.wait } = body;
  if (configuration !== undefined) assertMay(identity, "chooseConfiguration");
  return {
    wait,
    request: {
      name,
      document: stored.document,
      stepIds: stored.stepIds,
      parameters,
      queue,
      configuration: readConfigurationInput(configuration, parts.services),
      logLevel: logLevels[body.log_level ?? "flow"],
      workers: body.workers,
      triggeredBy: { kind: "API" },
    },
  };
}

import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toAccepted, toRunTask, toStepTask } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { acceptedSchema, runTaskSchema, stepTaskSchema } from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";

const paramsSchema = z.object({ task_id: z.string().min(1).max(100) });
const taskSchema = z.union([runTaskSchema, stepTaskSchema]);

/** Tasks: runs and their steps, by id (manual, IS API). */
export function addTaskRoutes(api: Api, parts: ApiParts): void {
  const tags = ["tasks"];
  /** The run a task belongs to. Throws `not_found`. */
  const findTask = (id: string) => {
    const stepRun = parts.reader.findStepRun(id);
    if (stepRun !== undefined) return { run: parts.services.queries.get(stepRun.runId), stepRun };
    const run = parts.reader.find(id);
    if (run !== undefined) return { run, stepRun: undefined };
    throw new SluiceError("not_found", `There is no task "${id}". It never was, or it has expired.`, {
      details: { id },
    });
  };

  api.get(
    "/tasks/:task_id",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getTask",
        tags,
        summary: "A run or one of its steps",
        params: paramsSchema,
        response: { 200: taskSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { run, stepRun } = findTask(request.params.task_id);
      return stepRun === undefined ? toRunTask(run, parts) : toStepTask(stepRun, parts);
    },
  );

  api.post(
    "/tasks/:task_id/replay",
    {
      config: { role: "operator" },
      schema: {
        operationId: "replayTask",
        tags,
        summary: "Runs the document, variables and queue of a run again, with present configuration and step code",
        params: paramsSchema,
        headers: startHeadersSchema,
        response: { 202: acceptedSchema, ...problems(404, 422) },
      },
    },
    async (request, reply) => {
      const accepted = await startOnce({ request, reply, parts }, (requestKey) =>
        parts.runs.replay(findTask(request.params.task_id).run.id, requestKey),
      );
      return reply.status(202).send(toAccepted(accepted));
    },
  );

  const revoke = async (id: string) => {
    const run = await parts.runs.revoke(findTask(id).run.id);
    return toRunTask(run, parts);
  };
  const revokeSchema = {
    tags,
    summary: "Ends a run; for the id of a step, the run it belongs to",
    params: paramsSchema,
    response: { 200: runTaskSchema, ...problems(404) },
  };

  api.post(
    "/tasks/:task_id/revoke",
    { config: { role: "operator" }, schema: { ...revokeSchema, operationId: "revokeTask" } },
    async (request) => revoke(request.params.task_id),
  );

  api.delete(
    "/tasks/:task_id",
    { config: { role: "operator" }, schema: { ...revokeSchema, operationId: "terminateTask" } },
    async (request) => revoke(request.params.task_id),
  );

  api.delete(
    "/tasks",
    {
      config: { role: "operator" },
      schema: {
        operationId: "terminateTasks",
        tags,
        summary: "Ends all runs that have not ended",
        response: { 200: z.object({ revoked: z.array(z.string()) }), ...problems() },
      },
    },
    async () => {
      const runs = [
        ...parts.reader.list({ state: "STARTED", limit: everything }),
        ...parts.reader.list({ state: "PENDING", limit: everything }),
      ];
      await Promise.all(runs.map(({ id }) => parts.runs.revoke(id)));
      return { revoked: runs.map(({ id }) => id) };
    },
  );
}

const everything = 1_000_000;

import { z } from "zod";
import type { WorkerState } from "../../service/ports/WorkerFacts.ts";
import { largestCapacity } from "../../service/settings/QueueService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const queueSchema = z.object({
  name: z.string(),
  capacity: z.int().meta({ description: "Attempts at once. 0 = its runs wait." }),
  runs: z.int().meta({ description: "Runs in it that have not ended." }),
  depth: z.int().meta({ description: "Their steps that are not decided or wait." }),
  running: z.int().meta({ description: "Their steps at work." }),
});
const workersSchema = z.object({
  count: z.int(),
  busy: z.int(),
  restarts: z.int().meta({
    description:
      "Processes since the start of the host that died or were killed in an attempt, or were not clean after it.",
  }),
  workers: z.array(
    z.object({
      pid: z.int(),
      environment: z.string().meta({ description: "Whose code it runs: own, or pack@version." }),
      state: z.enum(["starting", "idle", "busy"]),
      task: z
        .object({
          application: z.string(),
          queue: z.string(),
          run_id: z.string(),
          step_run_id: z.string(),
          step: z.string(),
        })
        .nullable()
        .meta({ description: "The attempt it runs; null = none." }),
    }),
  ),
});
const paramsSchema = z.object({ queue: z.string().min(1).max(128) });

/** Queues: how many attempts may run at once, and how many wait. */
export function addQueueRoutes(api: Api, { services, engine, workers, reader }: ApiParts): void {
  const { queues } = services;
  const tags = ["queues"];

  api.get(
    "/queues",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listQueues",
        tags,
        summary: "All queues, those that runs only name included",
        response: { 200: z.array(queueSchema), ...problems() },
      },
    },
    async () => queues.list(),
  );

  api.get(
    "/workers",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listWorkers",
        tags,
        summary: "The processes that run steps of all queues, and what each of them runs",
        response: { 200: workersSchema, ...problems() },
      },
    },
    async () => {
      const found = workers.list();
      return {
        count: found.length,
        busy: found.filter(({ state }) => state === "busy").length,
        restarts: workers.restarts(),
        workers: found.map(({ task, environment, ...worker }) => ({
          ...worker,
          // Which archive of the version it is tells nobody anything.
          environment: environment.replace(/\+.*/, ""),
          task: task === undefined ? null : toTask(task, reader.find(task.runId)?.queue ?? ""),
        })),
      };
    },
  );

  api.get(
    "/queues/:queue",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getQueue",
        tags,
        summary: "One queue",
        params: paramsSchema,
        response: { 200: queueSchema, ...problems(404) },
      },
    },
    async (request) => queues.get(request.params.queue),
  );

  api.put(
    "/queues/:queue",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "setQueue",
        tags,
        summary: "Makes a queue, or gives it another capacity; runs that waited for it begin",
        params: paramsSchema,
        body: z.strictObject({ capacity: z.int().min(0).max(largestCapacity) }),
        response: { 200: queueSchema, ...problems() },
      },
    },
    async (request) => {
      await queues.set(request.params.queue, request.body.capacity);
      engine.queuesChanged();
      return queues.get(request.params.queue);
    },
  );

  api.delete(
    "/queues/:queue",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "deleteQueue",
        tags,
        summary: "Takes a queue its capacity; runs that name it wait",
        params: paramsSchema,
        response: { 200: z.object({ deleted: z.string() }), ...problems(404) },
      },
    },
    async (request) => {
      await queues.delete(request.params.queue);
      return { deleted: request.params.queue };
    },
  );
}

function toTask({ application, runId, stepRunId, step }: NonNullable<WorkerState["task"]>, queue: string) {
  return { application, queue, run_id: runId, step_run_id: stepRunId, step };
}

import { z } from "zod";
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
const paramsSchema = z.object({ queue: z.string().min(1).max(128) });

/** Queues: how many attempts may run at once, and how many wait. */
export function addQueueRoutes(api: Api, { services, engine }: ApiParts): void {
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

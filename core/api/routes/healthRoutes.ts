import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const healthSchema = z.object({ status: z.literal("ok") });
const readinessSchema = z.object({ status: z.enum(["ok", "unavailable"]) });

/** For those who watch the process; at the root, and open to anyone: they say nothing about what is stored. */
export function addHealthRoutes(api: Api, { reader }: ApiParts): void {
  api.get(
    "/healthz",
    {
      config: { isPublic: true },
      schema: {
        operationId: "getHealth",
        tags: ["health"],
        summary: "The process lives",
        security: [],
        response: { 200: healthSchema, ...problems() },
      },
    },
    async () => ({ status: "ok" as const }),
  );

  api.get(
    "/readyz",
    {
      config: { isPublic: true },
      schema: {
        operationId: "getReadiness",
        tags: ["health"],
        summary: "The store answers",
        security: [],
        response: { 200: readinessSchema, 503: readinessSchema, ...problems() },
      },
    },
    async (_request, reply) => {
      try {
        reader.lastEvent();
        return await reply.send({ status: "ok" });
      } catch {
        return reply.status(503).send({ status: "unavailable" });
      }
    },
  );
}

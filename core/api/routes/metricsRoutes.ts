import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

/** Figures for Prometheus, at the root where it looks for them. */
export function addMetricsRoutes(api: Api, { metrics }: ApiParts): void {
  api.addHook("onClose", async () => metrics.close());
  api.get(
    "/metrics",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getMetrics",
        tags: ["health"],
        summary: "Figures of the host, in the text format of Prometheus",
        description:
          "A scraper sends a token of a viewer: `authorization: { type: Bearer, credentials_file: ... }` in its configuration.",
        response: {
          200: { description: "The figures", content: { "text/plain": { schema: z.string() } } },
          ...problems(),
        },
      },
    },
    async (_request, reply) =>
      reply
        .header("content-type", metrics.contentType)
        .header("cache-control", "no-store")
        .serializer(String)
        .send(await metrics.read()),
  );
}

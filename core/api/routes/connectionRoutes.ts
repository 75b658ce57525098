import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema } from "../schemas.ts";

const connectionSchema = z.object({
  name: z.string(),
  kind: z.string().meta({ description: "Such as postgresql." }),
  friendly_name: z.string(),
});

const testSchema = z.object({
  ok: z.boolean(),
  message: z.string().meta({ description: "What was found, or what failed; without secrets." }),
});

/** Configurations with a kind of connection; the routes of configurations make, change and delete them. */
export function addConnectionRoutes(api: Api, { services }: ApiParts): void {
  const { connections } = services;
  const tags = ["configurations"];

  api.get(
    "/connections",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listConnections",
        tags,
        summary: "All configurations that are connections",
        response: { 200: z.array(connectionSchema), ...problems() },
      },
    },
    async () => toJsonNames(connections.list()),
  );

  api.get(
    "/connections/kinds",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listConnectionKinds",
        tags,
        summary: "The kinds of connections that step classes take",
        response: { 200: z.array(z.string()), ...problems() },
      },
    },
    async () => connections.kinds(),
  );

  api.post(
    "/connections/:name/test",
    {
      config: { role: "developer" },
      schema: {
        operationId: "testConnection",
        tags,
        summary: "Tries a connection, by a step class that takes its kind",
        params: nameParamsSchema,
        response: { 200: testSchema, ...problems(404) },
      },
    },
    async (request) => connections.test(request.params.name),
  );
}

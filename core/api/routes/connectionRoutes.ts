import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema } from "../schemas.ts";
import { signalOf } from "../signalOf.ts";
import { waitAtMost } from "../waitAtMost.ts";

const connectionSchema = z.object({
  name: z.string(),
  kind: z.string().meta({ description: "Such as postgresql." }),
  friendly_name: z.string(),
});

const testSchema = z.object({
  ok: z.boolean(),
  message: z.string().meta({ description: "What was found, or what failed; without secrets." }),
});

const startedSchema = z.object({
  address: z.url().meta({ description: "What a browser on the computer of the host opens, once." }),
  expires_at: z.iso.datetime(),
});

const signInSchema = z.object({
  state: z.enum(["not_needed", "missing", "waiting", "signed_in", "expired", "unusable"]),
  message: z.string().optional().meta({
    description: "Why the last sign-in failed, though one of before may go on; or what is wrong with the settings.",
  }),
});

const waitSchema = z.object({
  wait: z.coerce.number().min(0).max(60).default(0).meta({ description: "Longest time to wait for its end, seconds." }),
});

/** Configurations with a kind of connection; the routes of configurations make, change and delete them. */
export function addConnectionRoutes(api: Api, { services }: ApiParts): void {
  const { connections, signIns } = services;
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
        response: { 200: z.array(z.object({ kind: z.string(), tunnel: z.boolean() })), ...problems() },
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
        summary: "Tries a connection, by a step class that takes its kind; ends when the request is given up",
        params: nameParamsSchema,
        response: { 200: testSchema, ...problems(404) },
      },
    },
    async ({ params: { name } }, reply) => connections.test(name, signalOf(reply.raw)),
  );

  api.post(
    "/connections/:name/sign-in",
    {
      config: { role: "developer" },
      schema: {
        operationId: "startSignIn",
        tags,
        summary: "Begins the sign-in of a person for a connection of the kind oauth2",
        description: "The browser comes back to an address of the computer the host runs on.",
        params: nameParamsSchema,
        response: { 200: startedSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { address, expiresAt } = await signIns.start(request.params.name);
      return { address, expires_at: new Date(expiresAt).toISOString() };
    },
  );

  api.get(
    "/connections/:name/sign-in",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSignIn",
        tags,
        summary: "Whether somebody has signed in for a connection of the kind oauth2",
        params: nameParamsSchema,
        querystring: waitSchema,
        response: { 200: signInSchema, ...problems(404) },
      },
    },
    async ({ params: { name }, query: { wait } }) => {
      const now = signIns.state(name);
      if (now.state !== "waiting" || wait === 0) return now;
      await waitAtMost(wait * 1000, signIns.settled(name));
      return signIns.state(name);
    },
  );

  api.delete(
    "/connections/:name/sign-in",
    {
      config: { role: "developer" },
      schema: {
        operationId: "cancelSignIn",
        tags,
        summary: "Ends a sign-in that waits for its browser",
        params: nameParamsSchema,
        response: { 200: signInSchema, ...problems(404) },
      },
    },
    async ({ params: { name } }) => {
      await signIns.cancel(name);
      return signIns.state(name);
    },
  );
}

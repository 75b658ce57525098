import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema, useSchema } from "../schemas.ts";

const secretSchema = z.object({
  name: z.string(),
  updated_at: z.iso.datetime(),
  usable: z.boolean().meta({ description: "false: it was encrypted with another key and must be set again." }),
});
const environmentSchema = z.object({
  name: z.string(),
  set: z.boolean().meta({ description: "Whether the program was started with it." }),
});

/** What configurations may name: secrets as `$SECRET(name)`, environment variables as `$ENV(NAME)`. No value is in any answer. */
export function addSecretRoutes(api: Api, { services }: ApiParts): void {
  const { sharedSecrets, environment, uses } = services;

  api.get(
    "/secrets",
    {
      config: { role: "developer" },
      schema: {
        operationId: "listSecrets",
        tags: ["secrets"],
        summary: "The names of all secrets",
        response: { 200: z.array(secretSchema), ...problems() },
      },
    },
    async () => toJsonNames(sharedSecrets.list()),
  );

  api.put(
    "/secrets/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "setSecret",
        tags: ["secrets"],
        summary: "Sets a secret; nothing gives its value back",
        params: nameParamsSchema,
        body: z.strictObject({ value: z.string().min(1) }),
        response: { 200: z.object({ name: z.string(), created: z.boolean() }), ...problems() },
      },
    },
    async (request) => {
      const { name } = request.params;
      return { name, ...(await sharedSecrets.set(name, request.body.value)) };
    },
  );

  api.delete(
    "/secrets/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteSecret",
        tags: ["secrets"],
        summary: "Deletes a secret, and lists what still names it",
        params: nameParamsSchema,
        response: { 200: z.object({ deleted: z.string(), uses: z.array(useSchema) }), ...problems(404) },
      },
    },
    async (request) => {
      const { name } = request.params;
      await sharedSecrets.delete(name);
      return { deleted: name, uses: await uses.find({ kind: "secret", name }, userOf(request.identity)) };
    },
  );

  api.get(
    "/environment",
    {
      config: { role: "developer" },
      schema: {
        operationId: "listEnvironment",
        tags: ["secrets"],
        summary: "The environment variables that configurations may name",
        response: { 200: z.array(environmentSchema), ...problems() },
      },
    },
    async () => environment.list(),
  );

  api.put(
    "/environment",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "allowEnvironment",
        tags: ["secrets"],
        summary: "Allows exactly these environment variables",
        body: z.strictObject({ names: z.array(z.string()).max(1000) }),
        response: { 200: z.array(environmentSchema), ...problems() },
      },
    },
    async (request) => {
      await environment.allow(request.body.names);
      return environment.list();
    },
  );
}

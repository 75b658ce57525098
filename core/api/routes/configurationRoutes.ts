import { z } from "zod";
import { ownValue } from "../../base/json.ts";
import { Serial } from "../../base/Serial.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { VariableChange } from "../../service/configurations/ConfigurationService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { assertEtag, etagOfDocument } from "../etag.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema, jsonValueSchema, nameParamsSchema, problemListSchema, useSchema } from "../schemas.ts";

const summarySchema = z.object({
  name: z.string(),
  friendly_name: z.string(),
  variables: z.int(),
  updated_at: z.iso.datetime(),
});

const savedSchema = z.object({
  name: z.string(),
  replaced: z.boolean(),
  unset: z.array(z.string()).meta({ description: "Encrypted variables without a usable value, to be set again." }),
  problems: problemListSchema,
});

const changeSchema = z.union([
  z.strictObject({ name: z.string(), remove: z.literal(true) }),
  z.strictObject({
    name: z.string(),
    rename_to: z.string().min(1).meta({ description: "Its new name. An encrypted value stays encrypted." }),
  }),
  z.strictObject({
    name: z.string(),
    value: jsonValueSchema,
    encrypted: z.boolean().optional().meta({ description: "true encrypts it. An encrypted variable stays so." }),
  }),
]);

const ifMatch = z.object({ "if-match": z.string().optional() });

/** Configurations as the manual's API has them. Encrypted values leave only as ciphertext. */
export function addConfigurationRoutes(api: Api, { services }: ApiParts): void {
  const { configurations, uses } = services;
  const tags = ["configurations"];
  const writes = new Serial();
  /** One write after another, each only if the configuration still is as the header says. */
  const write = <T>(expected: string | undefined, { name, work }: { name: string; work(): Promise<T> }): Promise<T> =>
    writes.run(async () => {
      const found = configurations.find(name);
      if (expected !== undefined) assertEtag(expected, { name, etag: found && etagOfDocument(found) });
      return work();
    });

  api.get(
    "/configurations",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listConfigurations",
        tags,
        summary: "All configurations",
        response: { 200: z.array(summarySchema), ...problems() },
      },
    },
    async () => toJsonNames(configurations.list()),
  );

  api.get(
    "/configurations/:name",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getConfiguration",
        tags,
        summary: "One configuration; encrypted values show only whether they are set",
        params: nameParamsSchema,
        response: { 200: jsonObjectBodySchema, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      return reply.header("etag", etagOfDocument(configurations.get(name))).send(configurations.show(name));
    },
  );

  api.get(
    "/configurations/:name/export",
    {
      config: { role: "developer" },
      schema: {
        operationId: "exportConfiguration",
        tags,
        summary: "One configuration as a file to take elsewhere; encrypted values as ciphertext",
        params: nameParamsSchema,
        response: { 200: jsonObjectBodySchema, ...problems(404) },
      },
    },
    async (request) => configurations.get(request.params.name),
  );

  api.post(
    "/configurations",
    {
      config: { role: "developer" },
      schema: {
        operationId: "saveConfiguration",
        tags,
        summary: "Adds a configuration or overwrites it",
        description:
          "An encrypted variable whose value is left out, or is the mask it was read with, keeps the value it has.",
        querystring: z.object({ overwrite: z.stringbool().default(true) }),
        headers: ifMatch,
        body: jsonObjectBodySchema,
        response: { 200: savedSchema, ...problems(409, 412) },
      },
    },
    async (request) => {
      const { body, query, headers } = request;
      const name = ownValue(body, "name");
      if (typeof name !== "string" || name === "") {
        throw new SluiceError("wrong_use", "The configuration has no name. Give it one with the key name.");
      }
      const work = () => configurations.put(body, query);
      return toJsonNames(await write(headers["if-match"], { name, work }));
    },
  );

  api.patch(
    "/configurations/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "changeConfiguration",
        tags,
        summary: "Sets, renames and removes single variables, all or none, and says of which kind of connection it is",
        params: nameParamsSchema,
        headers: ifMatch,
        body: z.strictObject({
          variables: z.array(changeSchema).min(1).max(1000).optional(),
          connection: z.string().min(1).nullable().optional().meta({ description: "Its kind; null = it is none." }),
        }),
        response: { 200: jsonObjectBodySchema, ...problems(404, 409, 412) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { variables, connection } = request.body;
      if (variables === undefined && connection === undefined) {
        throw new SluiceError("wrong_use", "Nothing is to change. Give variables, connection, or both.");
      }
      const changes = (variables ?? []).map((change): VariableChange => {
        const variable = change.name;
        if ("remove" in change) return { variable, remove: true };
        if ("rename_to" in change) return { variable, renameTo: change.rename_to };
        return { variable, value: change.value, secret: change.encrypted === true };
      });
      const work = () => configurations.change(name, changes, { connection });
      const document = await write(request.headers["if-match"], { name, work });
      return reply.header("etag", etagOfDocument(document)).send(configurations.show(name));
    },
  );

  api.delete(
    "/configurations/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteConfiguration",
        tags,
        summary: "Deletes a configuration and lists what still names it; for 30 days it can be restored",
        params: nameParamsSchema,
        headers: ifMatch,
        response: { 200: z.object({ deleted: z.string(), uses: z.array(useSchema) }), ...problems(404, 412) },
      },
    },
    async (request) => {
      const { name } = request.params;
      await write(request.headers["if-match"], {
        name,
        work: () => configurations.delete(name, request.identity.name),
      });
      return { deleted: name, uses: await uses.find({ kind: "configuration", name }, userOf(request.identity)) };
    },
  );
}

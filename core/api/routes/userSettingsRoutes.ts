import { z } from "zod";
import type { JsonObject } from "../../base/json.ts";
import { KeyedSerial } from "../../base/KeyedSerial.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { assertEtag, etagOfDocument } from "../etag.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema } from "../schemas.ts";

const paramsSchema = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{0,63}$/)
    .meta({ description: "Such as keymap, favourites, workspace." }),
});
const ifMatch = z.object({ "if-match": z.string().optional() });

/** What each user, or each token, sets for themselves. */
export function addUserSettingsRoutes(api: Api, { services }: ApiParts): void {
  const { userSettings } = services;
  const tags = ["settings"];
  const writes = new KeyedSerial();
  const tagOf = (value: JsonObject | undefined) => (value === undefined ? undefined : etagOfDocument(value));

  api.get(
    "/settings/me",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listOwnSettings",
        tags,
        summary: "The keys of your own settings",
        response: { 200: z.array(z.string()), ...problems() },
      },
    },
    async ({ identity }) => userSettings.list(userOf(identity)),
  );

  api.get(
    "/settings/me/:key",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getOwnSetting",
        tags,
        summary: "One of your own settings",
        params: paramsSchema,
        response: { 200: jsonObjectBodySchema, ...problems(404) },
      },
    },
    async ({ identity, params: { key } }, reply) => {
      const value = userSettings.get(userOf(identity), key);
      return reply.header("etag", String(tagOf(value))).send(value);
    },
  );

  api.put(
    "/settings/me/:key",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "setOwnSetting",
        tags,
        summary: "Sets one of your own settings to a JSON object of at most 256 KB",
        params: paramsSchema,
        headers: ifMatch,
        body: jsonObjectBodySchema,
        response: { 200: jsonObjectBodySchema, ...problems(412) },
      },
    },
    async ({ identity, params: { key }, headers, body }, reply) => {
      const user = userOf(identity);
      const expected = headers["if-match"];
      await writes.run(user, async () => {
        if (expected !== undefined) assertEtag(expected, { name: key, etag: tagOf(userSettings.find(user, key)) });
        await userSettings.set(user, { key, value: body });
      });
      return reply.header("etag", String(tagOf(body))).send(body);
    },
  );

  api.delete(
    "/settings/me/:key",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "deleteOwnSetting",
        tags,
        summary: "Deletes one of your own settings",
        params: paramsSchema,
        response: { 200: z.object({ deleted: z.string() }), ...problems(404) },
      },
    },
    async ({ identity, params: { key } }) => {
      await userSettings.delete(userOf(identity), key);
      return { deleted: key };
    },
  );
}

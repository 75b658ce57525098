import { z } from "zod";
import { roles } from "../../model/roles.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema } from "../schemas.ts";

const userSchema = z.string().optional().meta({
  description: "Whose it is: it has the drafts and settings of the user, may do no more, and goes with the user.",
});
const tokenSchema = z.object({
  name: z.string(),
  role: z.enum(roles),
  created_at: z.iso.datetime(),
  user: userSchema,
});
const newTokenSchema = z.strictObject({ name: z.string().min(1).max(128), role: z.enum(roles), user: userSchema });

/** Tokens of programs. */
export function addTokenRoutes(api: Api, { services }: ApiParts): void {
  const { tokens } = services;
  const tags = ["tokens"];

  api.get(
    "/tokens",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "listTokens",
        tags,
        summary: "All tokens, without their values",
        response: { 200: z.array(tokenSchema), ...problems() },
      },
    },
    async () => toJsonNames(tokens.list()),
  );

  api.post(
    "/tokens",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "createToken",
        tags,
        summary: "Makes a token; nothing shows it again",
        body: newTokenSchema,
        response: { 200: newTokenSchema.extend({ token: z.string() }), ...problems(404, 409) },
      },
    },
    async (request, reply) => {
      const token = await tokens.create(request.body);
      reply.header("cache-control", "no-store");
      return { ...request.body, token };
    },
  );

  api.delete(
    "/tokens/:name",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "revokeToken",
        tags,
        summary: "Ends a token and the sessions it opened",
        params: nameParamsSchema,
        response: { 200: z.object({ revoked: z.string() }), ...problems(404) },
      },
    },
    async (request) => {
      const { name } = request.params;
      await tokens.revoke(name);
      return { revoked: name };
    },
  );
}

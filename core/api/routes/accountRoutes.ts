import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const passwordSchema = z.string().min(1).max(1024);
const confirmationSchema = z.strictObject({
  password: passwordSchema.meta({ description: "The present one, asked again." }),
});
const accountSchema = z.object({
  name: z.string(),
  has_second_factor: z.boolean(),
  recovery_codes: z.int().meta({ description: "How many are left." }),
});
const codesSchema = z.object({
  recovery_codes: z.array(z.string()).meta({ description: "Each is good once. Nothing shows them again." }),
});

/** What users do with their own account. */
export function addAccountRoutes(api: Api, { services }: ApiParts): void {
  const { users, logins, secondFactors } = services.access;
  const tags = ["account"];
  /** Tokens and the owner of the data folder have no password. */
  const nameOf = ({ identity }: FastifyRequest): string => {
    if (identity.from === "user") return identity.name;
    throw new SluiceError("not_allowed", "Only a user who is logged in has an account. Log in with name and password.");
  };
  /** Throws `not_allowed` when the password is wrong. */
  const confirm = async (request: FastifyRequest, password: string): Promise<string> => {
    const user = nameOf(request);
    await logins.confirmPassword({ user, password, peer: request.ip ?? "" });
    return user;
  };

  api.get(
    "/account",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getAccount",
        tags,
        summary: "Your account",
        response: { 200: accountSchema, ...problems() },
      },
    },
    async (request) => {
      const { name, hasSecondFactor } = users.get(nameOf(request));
      return { name, has_second_factor: hasSecondFactor, recovery_codes: secondFactors.countRecoveryCodes(name) };
    },
  );

  api.post(
    "/account/password",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "changeOwnPassword",
        tags,
        summary: "Changes your password and ends your other sessions",
        body: confirmationSchema.extend({
          new_password: z.string().max(1024).meta({ description: "12 to 1024 characters." }),
        }),
        response: { 200: z.object({ changed: z.boolean() }), ...problems(429) },
      },
    },
    async (request) => {
      const user = await confirm(request, request.body.password);
      const { session } = request;
      await users.setPassword(user, request.body.new_password, session === undefined ? {} : { except: session.digest });
      return { changed: true };
    },
  );

  api.post(
    "/account/second-factor",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "proposeSecondFactor",
        tags,
        summary: "Makes the secret of a second factor; logins ask for it once it is confirmed",
        body: confirmationSchema,
        response: {
          200: z.object({
            secret: z.string(),
            address: z.string().meta({ description: "For the authenticator app, as a QR code." }),
          }),
          ...problems(409, 429),
        },
      },
    },
    async (request, reply) => {
      const user = await confirm(request, request.body.password);
      reply.header("cache-control", "no-store");
      return secondFactors.propose(user);
    },
  );

  api.post(
    "/account/second-factor/confirm",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "confirmSecondFactor",
        tags,
        summary: "Proves that the authenticator app knows the secret; answers with recovery codes",
        body: z.strictObject({ code: z.string().min(1).max(64) }),
        response: { 200: codesSchema, ...problems(412) },
      },
    },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      return { recovery_codes: await secondFactors.confirm(nameOf(request), request.body.code) };
    },
  );

  api.post(
    "/account/second-factor/remove",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "removeSecondFactor",
        tags,
        summary: "Takes your second factor away, with its recovery codes",
        body: confirmationSchema,
        response: { 200: z.object({ removed: z.boolean() }), ...problems(404, 429) },
      },
    },
    async (request) => {
      await secondFactors.remove(await confirm(request, request.body.password));
      return { removed: true };
    },
  );

  api.post(
    "/account/recovery-codes",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "renewRecoveryCodes",
        tags,
        summary: "New recovery codes instead of all before",
        body: confirmationSchema,
        response: { 200: codesSchema, ...problems(404, 429) },
      },
    },
    async (request, reply) => {
      const user = await confirm(request, request.body.password);
      reply.header("cache-control", "no-store");
      return { recovery_codes: await secondFactors.renewRecoveryCodes(user) };
    },
  );
}

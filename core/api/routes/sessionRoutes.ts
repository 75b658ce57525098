import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import { permissionsOf } from "../../model/permissions.ts";
import { roles } from "../../model/roles.ts";
import type { Identity } from "../../service/access/Identity.ts";
import type { Session } from "../../service/access/SessionService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";
import { clearSessionCookie, setSessionCookie } from "../sessionCookie.ts";

const loginSchema = z.strictObject({
  user: z.string().min(1).max(128),
  password: z.string().max(1024),
  code: z.string().max(64).optional().meta({ description: "Of the authenticator app, or a recovery code." }),
});

const sessionSchema = z.object({
  name: z.string(),
  role: z.enum(roles),
  from: z.enum(["user", "token", "computer"]).meta({ description: "computer: who can read the data folder." }),
  user: z.string().optional().meta({ description: "Whose the token is, when it is that of a user." }),
  may: z.array(z.string()),
  csrf_token: z
    .string()
    .optional()
    .meta({ description: "Of a browser: requests that change something repeat it in the header X-CSRF-Token." }),
  expires_at: z.iso.datetime().optional(),
});

const openCodeSchema = z.object({
  code: z.string(),
  path: z.string().meta({ description: "What a browser opens to be logged in; once, and soon." }),
  expires_at: z.iso.datetime(),
});

/** Logging in and out, and who one is. */
export function addSessionRoutes(api: Api, { services }: ApiParts): void {
  const { logins, sessions, openCodes } = services.access;
  const tags = ["session"];
  const open = async (reply: FastifyReply, identity: Identity): Promise<Session> => {
    const id = await sessions.open(identity);
    const session = await sessions.find(id);
    if (session === undefined) throw new SluiceError("internal", "A new session is not there.");
    setSessionCookie(reply, id);
    return session;
  };

  api.post(
    "/login",
    {
      config: { isPublic: true },
      schema: {
        operationId: "logIn",
        tags,
        summary: "Logs a browser in: sets its cookie",
        security: [],
        body: loginSchema,
        response: { 200: sessionSchema, ...problems(429) },
      },
    },
    async (request, reply) => {
      const identity = await logins.logIn({ ...request.body, peer: request.ip ?? "" });
      return toJson(await open(reply, identity));
    },
  );

  api.post(
    "/logout",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "logOut",
        tags,
        summary: "Ends the session of a browser",
        response: { 200: z.object({ ended: z.boolean() }), ...problems() },
      },
    },
    async ({ session }, reply) => {
      if (session !== undefined) await sessions.end(session.digest);
      clearSessionCookie(reply);
      return { ended: session !== undefined };
    },
  );

  api.get(
    "/session",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSession",
        tags,
        summary: "Who asks, and what that role may",
        response: { 200: sessionSchema, ...problems() },
      },
    },
    async ({ identity, session }: FastifyRequest, reply) => {
      reply.header("cache-control", "no-store");
      return toJson(session ?? { identity });
    },
  );

  api.post(
    "/open",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "createOpenCode",
        tags,
        summary: "Makes a code that logs a browser in as who asks: good once and for 60 s",
        response: { 200: openCodeSchema, ...problems() },
      },
    },
    async ({ identity }) => {
      const { code, expiresAt } = openCodes.create(identity);
      return { code, path: `/#open=${code}`, expires_at: new Date(expiresAt).toISOString() };
    },
  );

  api.get(
    "/open",
    {
      config: { isPublic: true },
      schema: {
        operationId: "exchangeOpenCode",
        tags,
        summary: "Exchanges a code for the cookie of a session",
        security: [],
        querystring: z.object({ code: z.string().min(1).max(100) }),
        response: { 200: sessionSchema, ...problems() },
      },
    },
    async (request, reply) => {
      const identity = openCodes.redeem(request.query.code);
      if (identity === undefined) {
        throw new SluiceError("not_authenticated", "The code was used or is too old. Open the editor once more.");
      }
      reply.header("cache-control", "no-store");
      return toJson(await open(reply, identity));
    },
  );
}

function toJson({ identity, ...session }: Pick<Session, "identity"> & Partial<Session>): z.infer<typeof sessionSchema> {
  const { csrfToken, expiresAt } = session;
  return {
    ...identity,
    may: permissionsOf(identity.role),
    ...(csrfToken === undefined ? {} : { csrf_token: csrfToken }),
    ...(expiresAt === undefined ? {} : { expires_at: new Date(expiresAt).toISOString() }),
  };
}

import type { FastifyRequest } from "fastify";
import { SluiceError } from "../base/SluiceError.ts";
import { includesRole, type Role } from "../model/roles.ts";
import type { Identity } from "../service/access/Identity.ts";
import type { Session } from "../service/access/SessionService.ts";
import type { Api } from "./Api.ts";
import type { ApiParts } from "./ApiParts.ts";
import { readSessionCookie } from "./sessionCookie.ts";

type Parts = Pick<ApiParts, "verifyToken" | "services">;

/** Repeats the CSRF token of the session; needed for all that changes something. */
export const csrfHeader = "x-csrf-token";
const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Every request but those of public routes says who asks, and each route says which role may. */
export function addAuthentication(api: Api, parts: Parts): void {
  api.addHook("onRoute", ({ config, method, url }) => {
    if (config?.isPublic === true || config?.role !== undefined) return;
    throw new Error(`The route ${String(method)} ${url} says not which role may use it.`);
  });
  api.addHook("onRequest", async (request) => {
    const { config } = request.routeOptions;
    if (config.isPublic === true) return;
    const { identity, session } = await identify(request, parts);
    if (session !== undefined && !safeMethods.has(request.method)) assertOwnPage(request, { session, parts });
    assertRole(identity, config.role ?? "viewer");
    request.identity = identity;
    request.session = session;
  });
}

/** Throws `not_allowed` when the role of who asks is too low. */
export function assertRole({ name, role }: Pick<Identity, "name" | "role">, needed: Role): void {
  if (includesRole(role, needed)) return;
  throw new SluiceError("not_allowed", `This needs the role ${needed}; ${name} has the role ${role}.`, {
    details: { needed, role },
  });
}

/** Whether who asked may still ask the same: the session lives or the token is valid, with the role it had. */
export function createIdentityCheck(request: FastifyRequest, { verifyToken, services }: Parts): () => boolean {
  const { identity, session } = request;
  if (session !== undefined) return () => services.access.sessions.isAlive(session);
  const [, token = ""] = (request.raw.headers.authorization ?? "").split(" ", 2);
  return () => verifyToken(token)?.role === identity.role;
}

/** Who asks: by a token if there is one, else by a session. Throws `not_authenticated`. */
async function identify(
  request: FastifyRequest,
  { verifyToken, services }: Parts,
): Promise<{ identity: Identity; session: Session | undefined }> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [scheme, token = ""] = authorization.split(" ", 2);
    const identity = scheme?.toLowerCase() === "bearer" ? verifyToken(token) : undefined;
    if (identity !== undefined) return { identity, session: undefined };
    throw new SluiceError(
      "not_authenticated",
      "The token of the request is not valid. Send it as Authorization: Bearer TOKEN.",
    );
  }
  const id = readSessionCookie(request);
  if (id === undefined) {
    throw new SluiceError(
      "not_authenticated",
      "The request says not who asks. Log in, or send a token as Authorization: Bearer TOKEN.",
    );
  }
  const session = await services.access.sessions.find(id);
  if (session === undefined) throw new SluiceError("not_authenticated", "The session has ended. Log in again.");
  return { identity: session.identity, session };
}

function assertOwnPage(request: FastifyRequest, { session, parts }: { session: Session; parts: Parts }): void {
  const given = request.headers[csrfHeader];
  if (typeof given === "string" && parts.services.access.sessions.isCsrfToken(session, given)) return;
  throw new SluiceError(
    "foreign_request",
    `The request does not repeat the csrf_token of its session in the header ${csrfHeader}. GET /api/v1/session tells it.`,
  );
}

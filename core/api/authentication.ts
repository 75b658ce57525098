import type { FastifyRequest } from "fastify";
import { SluiceError } from "../base/SluiceError.ts";
import { includesRole } from "../model/roles.ts";
import type { Identity } from "../service/access/Identity.ts";
import type { Api } from "./Api.ts";
import type { ApiParts } from "./ApiParts.ts";

/** Every request but those of public routes says who asks, and each route says which role may. */
export function addAuthentication(api: Api, parts: Pick<ApiParts, "verifyToken">): void {
  api.addHook("onRoute", ({ config, method, url }) => {
    if (config?.isPublic === true || config?.role !== undefined) return;
    throw new Error(`The route ${String(method)} ${url} says not which role may use it.`);
  });
  api.addHook("onRequest", async (request) => {
    const { config } = request.routeOptions;
    if (config.isPublic === true) return;
    const identity = identify(request, parts);
    if (identity === undefined) {
      throw new SluiceError(
        "not_authenticated",
        "The request has no valid token. Send it as Authorization: Bearer TOKEN.",
      );
    }
    const needed = config.role ?? "viewer";
    if (!includesRole(identity.role, needed)) {
      throw new SluiceError(
        "not_allowed",
        `This needs the role ${needed}; ${identity.name} has the role ${identity.role}.`,
        {
          details: { needed, role: identity.role },
        },
      );
    }
    request.identity = identity;
  });
}

function identify(request: FastifyRequest, parts: Pick<ApiParts, "verifyToken">): Identity | undefined {
  const [scheme, token] = (request.headers.authorization ?? "").split(" ", 2);
  if (scheme?.toLowerCase() !== "bearer" || token === undefined) return undefined;
  return parts.verifyToken(token);
}

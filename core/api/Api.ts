import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Role } from "../model/roles.ts";
import type { Identity } from "../service/access/Identity.ts";
import type { Session } from "../service/access/SessionService.ts";

/** The server with its routes; `inject` answers a request without a socket. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module "fastify" {
  interface FastifyContextConfig {
    /** The least role that may ask. Every route names one or is public. */
    role?: Role;
    /** Answers anyone: says nothing about what is stored. */
    isPublic?: boolean;
  }
  interface FastifyRequest {
    identity: Identity;
    /** Of a browser; undefined = a token says who asks. */
    session: Session | undefined;
  }
}

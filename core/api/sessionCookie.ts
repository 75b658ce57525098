import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionLongestMs } from "../service/access/SessionService.ts";

/** Cookies know no ports: hosts of one computer must not log each other out. */
function nameOf({ raw }: FastifyRequest): string {
  return `sluice_session_${raw.socket.localPort ?? 0}`;
}

export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[nameOf(request)];
}

/** Scripts cannot read it, other sites cannot send it, and over TLS it goes nowhere else. */
export function setSessionCookie(reply: FastifyReply, id: string): void {
  reply.setCookie(nameOf(reply.request), id, { ...optionsOf(reply), maxAge: sessionLongestMs / 1000 });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(nameOf(reply.request), optionsOf(reply));
}

function optionsOf({ request }: FastifyReply) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure: request.protocol === "https" } as const;
}

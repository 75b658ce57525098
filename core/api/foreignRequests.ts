import type { FastifyRequest } from "fastify";
import { SluiceError } from "../base/SluiceError.ts";
import type { Api } from "./Api.ts";
import { isLocal } from "./localRequests.ts";

const loopback = ["localhost", "127.0.0.1", "[::1]"];
const hostForm = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/;

export interface Known {
  /** Names, beside those of this computer and the address that was dialled, that may stand in Host. */
  hosts: readonly string[];
  /** Origins whose pages may ask with a token, such as `https://portal.example.org`. */
  origins: readonly string[];
}

/**
 * Refuses what pages of others send over TCP: a name that was pointed at this computer (DNS rebinding) stands in Host, the
 * page itself in Origin. A page of an allowed origin must bring a token: the cookie of the editor counts for nobody else.
 */
export function refuseForeignRequests(api: Api, { hosts, origins }: Known): void {
  const known = new Set([...loopback, ...hosts.map((name) => name.toLowerCase())]);
  api.addHook("onRequest", async (request) => {
    // Nothing but a program of this user reaches the local socket.
    if (isLocal(request.raw)) return;
    const host = request.headers.host?.toLowerCase() ?? "";
    const name = hostForm.exec(host)?.[1];
    if (name === undefined || !(known.has(name) || name === dialledAddress(request))) {
      throw new SluiceError(
        "foreign_request",
        "The host name of the request is not one of this host. Allow it with --allow-host if it is yours.",
      );
    }
    const { origin, authorization } = request.headers;
    if (origin !== undefined && origins.includes(origin)) {
      if (authorization !== undefined) return;
      throw new SluiceError("foreign_request", `A page of ${origin} may ask with a token only.`);
    }
    const isOwn = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
    if (!isOwn || isForeignFetch(request)) {
      throw new SluiceError("foreign_request", "The request comes from a page of another host.");
    }
  });
}

/** Pages of another port of this computer share its cookies, and not every request of theirs names its origin. */
function isForeignFetch({ headers }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  return (site === "cross-site" || site === "same-site") && headers["sec-fetch-mode"] !== "navigate";
}

/** An address cannot be pointed anywhere else. */
function dialledAddress(request: FastifyRequest): string | undefined {
  const address = request.raw.socket.localAddress?.replace(/^::ffff:(?=\d+\.)/, "");
  return address?.includes(":") ? `[${address}]` : address;
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** What a peer saw of one request. */
export interface SeenRequest {
  method: string;
  /** Path with query. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** One request on its way through a route. */
export interface PeerExchange extends SeenRequest {
  path: string;
  query: URLSearchParams;
  /** Groups of the route's pattern. */
  match: string[];
  reply: ServerResponse;
  /** Answers with JSON. */
  json(value: unknown, status?: number, headers?: Record<string, string | string[]>): void;
}

/** Routes by `METHOD /pattern` or `/pattern` (any method); the pattern is a regular expression for the whole path. */
export type PeerRoutes = Record<string, (exchange: PeerExchange) => void | Promise<void>>;

export interface HttpPeer {
  /** Without a slash at the end. */
  url: string;
  requests: SeenRequest[];
  /** Most requests being answered at once. */
  readonly peak: number;
  close(): Promise<void>;
}

/** Starts a real HTTP server on a free loopback port. Unknown paths answer 404. */
export async function startHttpPeer(
  routes: PeerRoutes,
  options: { tls?: { key: string; cert: string }; port?: number } = {},
): Promise<HttpPeer> {
  const requests: SeenRequest[] = [];
  let running = 0;
  let peak = 0;
  const listener = async (request: IncomingMessage, reply: ServerResponse) => {
    running += 1;
    peak = Math.max(peak, running);
    reply.on("close", () => {
      running -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const seen = {
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    requests.push(seen);
    await answer(routes, seen, reply);
  };
  const server: Server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    get peak() {
      return peak;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(routes: PeerRoutes, seen: SeenRequest, reply: ServerResponse): Promise<void> {
  const url = new URL(seen.url, "http://peer");
  for (const [route, handle] of Object.entries(routes)) {
    const [method, pattern] = route.startsWith("/") ? [undefined, route] : (route.split(" ", 2) as [string, string]);
    const found = new RegExp(`^${pattern}$`).exec(decodeURI(url.pathname));
    if (found === null || (method !== undefined && method !== seen.method)) continue;
    const json: PeerExchange["json"] = (value, status = 200, headers = {}) => {
      reply.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
    };
    await handle({ ...seen, path: url.pathname, query: url.searchParams, match: found.slice(1), reply, json });
    return;
  }
  reply.writeHead(404, { "content-type": "application/json" }).end(JSON.stringify({ error: "no such path" }));
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What a route answers: JSON, or a text as it is. */
export interface MockAnswer {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
}

/** A request as it arrived. */
export interface MockRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface HttpMock {
  /** Such as `http://127.0.0.1:4711`. */
  url: string;
  /** What arrived so far, oldest first. */
  requests: MockRequest[];
  close(): Promise<void>;
}

/**
 * A real HTTP server on loopback that answers by method and path without query; anything else with 404. Close it.
 *
 * ```ts
 * const http = await createHttpMock({ "GET /users": { json: [{ name: "Ada" }] } });
 * ```
 */
export async function createHttpMock(
  routes: Record<string, MockAnswer | ((request: MockRequest) => MockAnswer)>,
): Promise<HttpMock> {
  const requests: MockRequest[] = [];
  const server = createServer(async (incoming, reply) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const route = routes[`${request.method} ${request.path.replace(/\?.*/s, "")}`] ?? { status: 404 };
    const { status = 200, headers = {}, json, text = "" } = typeof route === "function" ? route(request) : route;
    const type = json === undefined ? {} : { "content-type": "application/json" };
    reply.writeHead(status, { ...type, ...headers }).end(json === undefined ? text : JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<MockRequest> {
  let body = "";
  for await (const piece of incoming.setEncoding("utf8")) body += piece;
  return { method: incoming.method ?? "", path: incoming.url ?? "", headers: incoming.headers, body };
}

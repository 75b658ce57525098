import { request as httpRequest, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";

/** How the host is reached: its local socket, and the token of this start. */
export interface Door {
  socket: string;
  token: string;
}

/** Of one connection only, or of the page and not of who asks here. */
const notForwarded: ReadonlySet<string> = new Set([
  ...["connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "content-length", "host"],
  ...["authorization", "cookie", "origin", "referer"],
]);

/** Statuses whose answers have no body. */
const withoutBody: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** Sends a request of the window to the host and streams both ways. Rejects when no host answers there. */
export function forwardToHost(request: Request, { socket, token }: Door): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers: Record<string, string> = { host: "localhost", authorization: `Bearer ${token}` };
  for (const [name, value] of request.headers) if (!notForwarded.has(name)) headers[name] = value;
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const outgoing = httpRequest(
    { socketPath: socket, path: `${pathname}${search}`, method: request.method, headers, signal: request.signal },
    (incoming) => resolve(toResponse(incoming)),
  );
  outgoing.once("error", reject);
  if (request.body === null) outgoing.end();
  else
    Readable.fromWeb(request.body as NodeStream)
      .on("error", reject)
      .pipe(outgoing);
  return promise;
}

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || notForwarded.has(name)) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  if (withoutBody.has(status)) {
    incoming.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(incoming) as ReadableStream, { status, headers });
}

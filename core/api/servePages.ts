import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import send from "send";
import { pageHeaders } from "./pageHeaders.ts";

/** Answers a request for a page or a file of the editor, or calls `next` for one that is for the API. */
export type PageServer = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves the built editor. Its files are public: what they show they ask the API for. Every address that is no file is a
 * place in the editor. Nothing is served from a folder that holds none.
 */
export function servePages(folder: string): PageServer {
  if (!existsSync(join(folder, "index.html"))) return (_request, _response, next) => next();
  const give: Give = ({ request, response, path }, onMissing) => {
    send(request, path, { root: folder, index: false, cacheControl: false })
      .on("headers", (answer: ServerResponse) => {
        for (const [name, value] of Object.entries(pageHeaders)) answer.setHeader(name, value);
        // The names of assets carry the hash of their content.
        answer.setHeader("cache-control", isAsset(path) ? "public, max-age=31536000, immutable" : "no-cache");
      })
      .on("directory", onMissing)
      .on("error", ({ status = 500 }: { status?: number }) => {
        // The file went away while it was sent.
        if (response.headersSent) response.destroy();
        else if (status === 404) onMissing();
        else response.writeHead(status).end();
      })
      .pipe(response);
  };
  return (request, response, next) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    if ((request.method !== "GET" && request.method !== "HEAD") || isOfApi(path)) return next();
    const onMissing = isAsset(path) ? next : () => give({ request, response, path: "/index.html" }, next);
    give({ request, response, path }, onMissing);
  };
}

type Give = (
  asked: { request: IncomingMessage; response: ServerResponse; path: string },
  onMissing: () => void,
) => void;

function isAsset(path: string): boolean {
  return path.startsWith("/assets/");
}

function isOfApi(path: string): boolean {
  return /^\/(?:api|healthz|metrics)(?:\/|$)/.test(path);
}

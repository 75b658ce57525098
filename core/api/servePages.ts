import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv, { type Options } from "sirv";
import { pageHeaders } from "./pageHeaders.ts";

/** Answers a request for a page or a file of the editor; false = it is for the API. */
export type PageServer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the built editor. Its files are public: what they show they ask the API for. Every address that is no file is a
 * place in the editor. Nothing is served from a folder that holds none.
 */
export function servePages(folder: string): PageServer {
  if (!existsSync(join(folder, "index.html"))) return () => false;
  const options: Options = {
    // Each request looks: a build meanwhile must not be served with the lengths of the one before.
    dev: true,
    etag: true,
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
      // The names of assets carry the hash of their content.
      response.setHeader("cache-control", isAsset(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  };
  const files = sirv(folder, options);
  const places = sirv(folder, { ...options, single: true, ignores: false });
  return (request, response) => {
    const path = request.url ?? "";
    if ((request.method !== "GET" && request.method !== "HEAD") || isOfApi(path)) return false;
    let isAnswered = true;
    const serve = isAsset(path) ? files : places;
    serve(request, response, () => {
      isAnswered = false;
    });
    return isAnswered;
  };
}

function isAsset(path: string): boolean {
  return path.startsWith("/assets/");
}

function isOfApi(path: string): boolean {
  return /^\/(?:api|healthz|metrics)(?:[/?]|$)/.test(path);
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { Api } from "./Api.ts";

/** Its own files only: no other origin, no inline script, no frame around it. Styles are set by the components. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every page and file of the editor. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
};

/**
 * Serves the built editor. Its files are public: what they show they ask the API for. Every address that is no file is a
 * place in the editor.
 */
export async function addEditor(api: Api, folder: string): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) return;
  await api.register(async (scope) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, isPublic: true };
      route.schema = { ...route.schema, hide: true };
    });
    scope.addHook("onSend", async (_request, reply) => {
      reply.headers(pageHeaders);
    });
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: "/",
      wildcard: false,
      // The names of assets carry the hash of their content.
      setHeaders: (reply, path) => {
        const isAsset = path.startsWith(join(folder, "assets"));
        reply.header("cache-control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
    scope.get("/*", async (request, reply) => {
      const isPlace = !request.url.startsWith("/api/") && !/\.\w+$/.test(request.url.split("?", 1)[0] ?? "");
      return isPlace ? reply.sendFile("index.html") : reply.callNotFound();
    });
  });
}

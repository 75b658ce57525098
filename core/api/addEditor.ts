import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { Api } from "./Api.ts";
import { pageHeaders } from "./pageHeaders.ts";

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

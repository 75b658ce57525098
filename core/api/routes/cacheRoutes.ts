import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const params = z.object({ cache_id: z.string().min(1).max(512) });

/** What steps keep between runs, by the id they saved it under. */
export function addCacheRoutes(api: Api, { cache, clock }: ApiParts): void {
  const tags = ["cache"];
  const missing = (id: string) =>
    new SluiceError("not_found", `There is no cache entry "${id}". It never was, or it has expired.`, {
      details: { id },
    });

  api.get(
    "/cache/:cache_id",
    {
      // Tokens of other systems are often kept there.
      config: { role: "developer" },
      schema: {
        operationId: "getCacheEntry",
        tags,
        summary: "One cache entry",
        params,
        response: { 200: z.object({ id: z.string(), value: z.unknown() }), ...problems(404) },
      },
    },
    async (request) => {
      const { cache_id: id } = request.params;
      const value = cache.read(id, clock.now());
      if (value === undefined) throw missing(id);
      return { id, value };
    },
  );

  api.delete(
    "/cache/:cache_id",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteCacheEntry",
        tags,
        summary: "Deletes one cache entry",
        params,
        response: { 200: z.object({ deleted: z.string() }), ...problems(404) },
      },
    },
    async (request) => {
      const { cache_id: id } = request.params;
      if (!(await cache.delete(id))) throw missing(id);
      return { deleted: id };
    },
  );
}

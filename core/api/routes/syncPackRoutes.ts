import { z } from "zod";
import type { SyncPack } from "../../service/ports/SyncPackSource.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema } from "../schemas.ts";

const statusShape = {
  installed: z.boolean(),
  activated: z.boolean(),
  read_only: z.boolean().meta({ description: "It ships with the program: nothing changes or deletes it." }),
};
const packSchema = z
  .object({
    name: z.string(),
    friendly_name: z.string(),
    version: z.string(),
    summary: z.string(),
    description: z.string(),
    author: z.string(),
    tags: z.array(z.string()),
    steps: z.array(z.string()).meta({ description: "Names of its step classes." }),
    applications: z.array(z.string()),
    ...statusShape,
  })
  .meta({ id: "SyncPack" });
const versionSchema = z.object({ version: z.string(), ...statusShape });
const versionBodySchema = z.strictObject({ version: z.string().min(1).max(64).optional() }).nullish();
const status = { installed: true, activated: true, read_only: true };

/** SyncPacks (manual, IS API). */
export function addSyncPackRoutes(api: Api, { services }: ApiParts): void {
  const { syncPacks } = services;
  const tags = ["syncpacks"];

  api.get(
    "/syncpacks",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSyncPacks",
        tags,
        summary: "The SyncPacks; all of them are installed and activated",
        querystring: z.object({
          only_installed: z.stringbool().default(false),
          only_activated: z.stringbool().default(false),
        }),
        response: { 200: z.array(packSchema), ...problems() },
      },
    },
    async () => syncPacks.list().map(toJson),
  );

  api.get(
    "/syncpacks/:name",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSyncPack",
        tags,
        summary: "One SyncPack with what it holds",
        params: nameParamsSchema,
        response: { 200: packSchema, ...problems(404) },
      },
    },
    async (request) => toJson(syncPacks.get(request.params.name)),
  );

  api.get(
    "/syncpacks/:name/versions",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSyncPackVersions",
        tags,
        summary: "The versions of a SyncPack that are here",
        params: nameParamsSchema,
        response: { 200: z.array(versionSchema), ...problems(404) },
      },
    },
    async (request) => [{ version: syncPacks.get(request.params.name).version, ...status }],
  );

  for (const verb of ["install", "activate"] as const) {
    api.post(
      `/syncpacks/:name/${verb}`,
      {
        config: { role: "administrator" },
        schema: {
          operationId: verb === "install" ? "installSyncPack" : "activateSyncPack",
          tags,
          summary: "Answers with a SyncPack that is installed and activated already; others cannot be added yet",
          params: nameParamsSchema,
          body: versionBodySchema,
          response: { 200: packSchema, ...problems(404) },
        },
      },
      async (request) => toJson(syncPacks.require(request.params.name, request.body?.version)),
    );
  }

  api.delete(
    "/syncpacks/:name",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "deleteSyncPack",
        tags,
        summary: "Always refused: what ships with the program stays",
        params: nameParamsSchema,
        response: problems(404, 405),
      },
    },
    async (request) => syncPacks.delete(request.params.name),
  );
}

function toJson(pack: SyncPack): z.infer<typeof packSchema> {
  return { ...toJsonNames(pack), ...status };
}

import { z } from "zod";
import type { PackRunService } from "../../service/syncPacks/PackRunService.ts";
import { versionOf } from "../../service/syncPacks/SyncPackService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { packSchema, toPack } from "../json/toPack.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema } from "../schemas.ts";

const version = z.string().min(1).max(64).optional();
const versionBodySchema = z.strictObject({ version }).nullish();
const sourceShape = {
  version,
  packages: z
    .string()
    .min(1)
    .max(4096)
    .optional()
    .meta({ description: "Absolute folder of tarballs on the host; default: the registry that npm is set up for." }),
  allow_scripts: z
    .array(z.string().min(1).max(214))
    .max(1000)
    .optional()
    .meta({ description: "npm packages whose scripts for their installation run, with all rights of the host." }),
};
const activationSchema = z.strictObject(sourceShape).nullish();
const workSchema = z.strictObject({
  ...sourceShape,
  works: z
    .array(z.enum(["activate", "install"]))
    .min(1)
    .max(2)
    .meta({ description: "What is to be done, in this order." }),
});

/** Bringing SyncPacks into use: each time a run with a step for each phase. */
export function addSyncPackWorkRoutes(api: Api, { services, packRuns }: ApiParts): void {
  const { syncPacks } = services;
  const tags = ["syncpacks"];
  const bringIn = async (name: string, wanted: Parameters<PackRunService["start"]>[1]) => {
    const version = versionOf(syncPacks.getLatest(name, wanted.version));
    const started = await packRuns.start(name, { ...wanted, version });
    await started?.ended;
    return toPack(syncPacks.get(name, version));
  };

  api.post(
    "/syncpacks/:name/runs",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "startSyncPackRun",
        tags,
        summary: "Starts the run that activates a SyncPack, installs it, or both; without a version the newest",
        description: "It is a run like any other: its steps are the phases, and its events and log tell how far it is.",
        params: nameParamsSchema,
        body: workSchema,
        response: {
          202: z.object({
            id: z.string().nullable().meta({ description: "The id of the run; null = nothing is left to do." }),
          }),
          ...problems(404),
        },
      },
    },
    async ({ params, body }, reply) => {
      const [first = "activate", ...more] = (["activate", "install"] as const).filter((one) =>
        body.works.includes(one),
      );
      const started = await packRuns.start(params.name, { works: [first, ...more], ...toSource(body) });
      return reply.code(202).send({ id: started?.run.id ?? null });
    },
  );

  api.post(
    "/syncpacks/:name/activate",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "activateSyncPack",
        tags,
        summary: "Unpacks a SyncPack into its own environment and runs nothing of it; without a version the newest",
        description:
          "npm packages that it names beside its modules are installed there, each checked against its hash.",
        params: nameParamsSchema,
        body: activationSchema,
        response: { 200: packSchema, ...problems(404, 409) },
      },
    },
    async ({ params, body }) => bringIn(params.name, { works: ["activate"], ...toSource(body) }),
  );

  api.post(
    "/syncpacks/:name/install",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "installSyncPack",
        tags,
        summary: "Registers what an activated SyncPack holds; without a version the newest",
        params: nameParamsSchema,
        body: versionBodySchema,
        response: { 200: packSchema, ...problems(404, 409) },
      },
    },
    async ({ params, body }) => bringIn(params.name, { works: ["install"], version: body?.version }),
  );
}

function toSource(body: z.infer<typeof activationSchema>) {
  const { version: wanted, packages: tarballs, allow_scripts: allowScripts } = body ?? {};
  return { version: wanted, tarballs, allowScripts };
}

import { z } from "zod";
import { stepManifestSchema } from "../../model/schemas/manifestSchemas.ts";
import { ownClasses } from "../../service/stepClasses/StepClassService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { classNameParamsSchema } from "../schemas.ts";

const classSchema = z.object({
  name: z.string(),
  syncpack: z.string().nullable(),
  pack_version: z.string().nullable().meta({ description: "The version of its SyncPack; null = it is in none." }),
  owner: z.string().meta({ description: "The pack or folder that holds it, or that it is your own." }),
  own: z.boolean().meta({ description: "Whether it is one of your own, which can be edited and deleted." }),
  manifest: jsonNamesSchema(stepManifestSchema).nullable(),
  problem: z.string().nullable().meta({ description: "Why the class cannot be used; null = it can." }),
  has_draft: z.boolean(),
  used_by: z.array(z.string()).meta({ description: "Names of the applications that use it." }),
});
const sourceSchema = classSchema.extend({
  main: z.string().meta({ description: "The path of the class itself, from which it imports its files." }),
  code: z.string(),
  files: z.record(z.string(), z.string()).meta({ description: "What it imports by path, by path; of an own class." }),
  hash: z.string().meta({ description: "Names this version." }),
});

/** Step classes: those of the packs, of folders, and the user's own. */
export function addStepClassRoutes(api: Api, { services }: ApiParts): void {
  const { stepClasses, classEditor, uses } = services;
  const tags = ["steps"];

  api.get(
    "/steps",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSteps",
        tags,
        summary: "All step classes with their manifests, of a SyncPack those of its newest version",
        querystring: z.object({
          all_versions: z
            .stringbool()
            .default(false)
            .meta({ description: "Those of each version of a SyncPack, the newest first." }),
        }),
        response: { 200: z.array(classSchema), ...problems() },
      },
    },
    async ({ query }) => {
      const entries = await stepClasses.list({ allVersions: query.all_versions });
      const drafts = new Set(classEditor.listDrafts());
      const users = uses.listByClass();
      return entries.map((entry) => ({
        name: entry.file,
        syncpack: entry.syncpack ?? null,
        pack_version: entry.version ?? null,
        owner: entry.owner,
        own: entry.owner === ownClasses,
        manifest: entry.manifest === undefined ? null : toJsonNames(entry.manifest),
        problem: entry.manifest === undefined ? entry.problem.message : null,
        has_draft: drafts.has(entry.file),
        used_by: [...(users.get(entry.file) ?? [])],
      }));
    },
  );

  api.get(
    "/steps/:name",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStep",
        tags,
        summary: "One step class with its code; runs nothing of it",
        params: classNameParamsSchema,
        querystring: z.object({
          syncpack: z.string().optional(),
          pack_version: z.string().max(64).optional().meta({ description: "Of the SyncPack; default: the newest." }),
        }),
        response: { 200: sourceSchema, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { syncpack, pack_version } = request.query;
      const versions = syncpack === undefined || pack_version === undefined ? undefined : { [syncpack]: pack_version };
      const { manifest, owner, version, reference, readTexts } = await stepClasses.load(name, syncpack, {
        read: false,
        versions,
      });
      const own = owner === ownClasses;
      const { main, files } = (own ? classEditor.findFiles(name) : undefined) ?? { main: `${name}.ts`, files: {} };
      return reply.header("etag", `"${reference.hash}"`).send({
        name,
        syncpack: reference.syncpack ?? null,
        pack_version: version ?? null,
        owner,
        own,
        manifest: toJsonNames(manifest),
        problem: null,
        has_draft: own && classEditor.findDraft(name) !== undefined,
        used_by: [...(uses.listByClass().get(name) ?? [])],
        main,
        code: (await readTexts()).source,
        files: Object.fromEntries(Object.entries(files).filter(([path]) => path !== main)),
        hash: reference.hash,
      });
    },
  );
}

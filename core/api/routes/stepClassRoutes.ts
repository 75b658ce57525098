import { z } from "zod";
import { stepManifestSchema } from "../../model/schemas/manifestSchemas.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";

const classSchema = z.object({
  name: z.string(),
  syncpack: z.string().nullable(),
  owner: z.string().meta({ description: "The pack or folder that holds it, or that it is your own." }),
  manifest: jsonNamesSchema(stepManifestSchema).nullable(),
  problem: z.string().nullable().meta({ description: "Why the class cannot be used; null = it can." }),
});
const sourceSchema = classSchema.extend({ code: z.string() });

/** Step classes: those of the packs, of folders, and the user's own. */
export function addStepClassRoutes(api: Api, { services }: ApiParts): void {
  const { stepClasses } = services;
  const tags = ["steps"];

  api.get(
    "/steps",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSteps",
        tags,
        summary: "All step classes with their manifests",
        response: { 200: z.array(classSchema), ...problems() },
      },
    },
    async () => {
      const entries = await stepClasses.list();
      return entries.map((entry) => ({
        name: entry.file,
        syncpack: entry.syncpack ?? null,
        owner: entry.owner,
        manifest: entry.manifest === undefined ? null : toJsonNames(entry.manifest),
        problem: entry.manifest === undefined ? entry.problem.message : null,
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
        params: z.object({ name: z.string().min(1).max(200) }),
        querystring: z.object({ syncpack: z.string().optional() }),
        response: { 200: sourceSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { manifest, source, owner, reference } = await stepClasses.load(name, request.query.syncpack, {
        read: false,
      });
      return {
        name,
        syncpack: reference.syncpack ?? null,
        owner,
        manifest: toJsonNames(manifest),
        problem: null,
        code: source,
      };
    },
  );
}

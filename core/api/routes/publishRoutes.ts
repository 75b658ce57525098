import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import {
  clientSchema,
  draftHeadersSchema,
  draftSchema,
  editorOf,
  etagOfDraft,
  readVersion,
  toDraft,
} from "../draftSchemas.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema, problemListSchema } from "../schemas.ts";

const previewSchema = z
  .object({
    base_revision: z.int(),
    published_revision: z.int().meta({ description: "0 = never published." }),
    changes: z.int().meta({ description: "0 = there is nothing to publish." }),
    needs_merge: z.boolean().meta({ description: "Somebody else published meanwhile: merge first." }),
    problems: problemListSchema.meta({ description: "With the changed step classes as they would be published." }),
    classes: z
      .array(
        z.object({
          name: z.string(),
          is_new: z.boolean().meta({ description: "It has no version yet." }),
          problem: z.string().nullable().meta({ description: "Why it cannot become a version; null = it can." }),
          used_by: z.array(z.string()).meta({ description: "Names of the other applications that use it." }),
        }),
      )
      .meta({ description: "Step classes that the draft uses and that have a draft of their own." }),
  })
  .meta({ id: "PublishPreview" });

const classChoiceSchema = z.strictObject({
  name: z.string(),
  as: z.string().optional().meta({ description: "Publish it under this new name, for this application only." }),
});

const namesSchema = {
  name: z.string(),
  friendly_name: z.string().max(1000),
  client: clientSchema,
};

/** Publishing a draft with the step classes it needs, and the names of applications. */
export function addPublishRoutes(api: Api, { services }: ApiParts): void {
  const { drafts, publishing } = services;
  const tags = ["drafts"];
  const base = { tags, params: nameParamsSchema };

  api.get(
    "/applications/:name/draft/publish-preview",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "previewPublish",
        summary: "What publishing the draft would mean: problems, changed step classes and who else uses them",
        response: { 200: previewSchema, ...problems(404) },
      },
    },
    async (request) => {
      const found = await publishing.preview(request.params.name, editorOf(request));
      return {
        base_revision: found.base,
        published_revision: found.published,
        changes: found.changes,
        needs_merge: found.needsMerge,
        problems: toJsonNames(found.problems),
        classes: found.classes.map(({ name, isNew, problem, usedBy }) => ({
          name,
          is_new: isNew,
          problem: problem ?? null,
          used_by: usedBy,
        })),
      };
    },
  );

  api.post(
    "/applications/:name/draft/publish",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "publishDraft",
        summary: "Makes the draft the next revision, which schedules and the API run",
        description:
          "With errors it stays a draft, and `errors` names them all. When somebody else published meanwhile: 409 `merge_needed`, unless that changed only the layout. The drafts of step classes named in `classes` become versions with it, or nothing does.",
        headers: draftHeadersSchema,
        body: z
          .strictObject({
            client: clientSchema,
            comment: z.string().max(10_000).optional(),
            classes: z.array(classChoiceSchema).max(1000).optional(),
          })
          .nullish(),
        response: {
          200: z.object({
            revision: z.int(),
            result: z.enum(["published", "unchanged"]),
            problems: problemListSchema.meta({ description: "Warnings." }),
          }),
          ...problems(404, 409, 412),
        },
      },
    },
    async (request) => {
      const { client, comment, classes } = request.body ?? {};
      return toJsonNames(
        await publishing.publish(request.params.name, editorOf(request, client), { comment, classes }),
      );
    },
  );

  api.post(
    "/applications/:name/draft/rename",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "renameDraft",
        summary: "Gives an application that was never published another name",
        headers: draftHeadersSchema,
        body: z.strictObject(namesSchema),
        response: { 200: draftSchema, ...problems(404, 409, 412) },
      },
    },
    async (request, reply) => {
      const { client, name, friendly_name: friendlyName } = request.body;
      const draft = await drafts.rename(request.params.name, editorOf(request, client), { name, friendlyName });
      reply.header("etag", etagOfDraft(draft));
      return toDraft(draft);
    },
  );

  api.post(
    "/applications/:name/copy",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "copyApplication",
        summary: "A new application with what a version holds, as a draft",
        body: z.strictObject({
          ...namesSchema,
          version: z.string().default("draft").meta({ description: "draft, published, or the number of a revision." }),
        }),
        response: { 201: draftSchema, ...problems(404, 409) },
      },
    },
    async (request, reply) => {
      const { client, name, friendly_name: friendlyName, version } = request.body;
      const editor = { ...editorOf(request, client), at: undefined };
      const draft = await drafts.copy(request.params.name, editor, {
        version: readVersion(version),
        name,
        friendlyName,
      });
      reply.header("etag", etagOfDraft(draft));
      return reply.status(201).send(toDraft(draft));
    },
  );
}

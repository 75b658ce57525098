import { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import type { DocumentDiff } from "../../model/diff/DocumentDiff.ts";
import type { DraftMerge } from "../../service/drafts/DraftService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import {
  clientBodySchema,
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
import { jsonObjectBodySchema, nameParamsSchema } from "../schemas.ts";

const valueSchema = z.custom<JsonValue>().optional().meta({ description: "Absent: it does not exist there." });

const diffItemSchema = z.object({
  kind: z.enum(["added", "removed", "renamed", "changed", "moved"]),
  of: z.enum(["application", "step", "variable", "position", "group", "note", "layout"]),
  id: z.string().optional(),
  name: z.string().optional(),
  path: z.string().meta({ description: "JSON path in the later document; of what was removed, in the earlier one." }),
  from: valueSchema,
  to: valueSchema,
});

const diffSchema = z
  .object({
    logic: z.array(diffItemSchema).meta({ description: "What runs can see." }),
    layout: z.array(diffItemSchema).meta({ description: "What only the canvas shows." }),
  })
  .meta({ id: "DocumentDiff" });

const mergeSchema = z
  .object({
    base: z.int(),
    published: z.int(),
    conflicts: z.array(
      z.object({
        id: z.string(),
        of: z.enum(["application", "step", "variable", "order"]),
        subject: z.string().optional(),
        name: z.string().optional(),
        path: z.array(z.string()),
        base: valueSchema,
        theirs: valueSchema,
        mine: valueSchema,
      }),
    ),
    renamed: z.array(z.object({ step: z.string(), from: z.string(), to: z.string() })),
    diff: diffSchema.meta({ description: "What the merge changes in the draft." }),
  })
  .meta({ id: "DraftMerge" });

const revisionSchema = z.object({
  revision: z.int(),
  author: z.string(),
  comment: z.string(),
  created_at: z.iso.datetime(),
  logic_hash: z.string(),
  layout_hash: z.string(),
  steps: z.int(),
});

const revisionParamsSchema = nameParamsSchema.extend({ revision: z.coerce.number().int().min(1) });

/** What was published, what differs, and how two people's work comes together. */
export function addRevisionRoutes(api: Api, parts: ApiParts): void {
  const { drafts } = parts.services;
  const tags = ["drafts"];
  const base = { tags, params: nameParamsSchema };

  api.post(
    "/applications/:name/draft/merge",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "mergeDraft",
        summary: "Brings what was published meanwhile into the draft, as one gesture",
        headers: draftHeadersSchema,
        body: z
          .strictObject({
            client: clientSchema,
            choices: z
              .record(z.string(), z.enum(["mine", "theirs"]))
              .default({})
              .meta({ description: "Id of a conflict to the side that counts; without a choice mine does." }),
            dry_run: z.boolean().default(false).meta({ description: "Only say what it would give." }),
          })
          .nullish(),
        response: { 200: mergeSchema, ...problems(404, 412) },
      },
    },
    async (request) => {
      const { client, choices = {}, dry_run: isDryRun = false } = request.body ?? {};
      const { name } = request.params;
      const editor = editorOf(request, client);
      return toMerge(
        isDryRun ? await drafts.previewMerge(name, editor, choices) : await drafts.merge(name, editor, choices),
      );
    },
  );

  api.get(
    "/applications/:name/revisions",
    {
      config: { role: "viewer" },
      schema: {
        ...base,
        operationId: "listRevisions",
        summary: "What was published, newest first",
        querystring: z.object({
          before: z.coerce.number().int().min(1).optional().meta({ description: "Only revisions older than this." }),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
        response: { 200: z.array(revisionSchema), ...problems(404) },
      },
    },
    async (request) => toJsonNames(drafts.listRevisions(request.params.name, request.query)),
  );

  api.get(
    "/applications/:name/revisions/:revision",
    {
      config: { role: "viewer" },
      schema: {
        tags,
        operationId: "getRevision",
        summary: "The document of a revision with the ids of its steps",
        params: revisionParamsSchema,
        response: {
          200: z.object({ document: jsonObjectBodySchema, step_ids: z.array(z.string()) }),
          ...problems(404),
        },
      },
    },
    async (request) => {
      const { name, revision } = request.params;
      const { document, stepIds } = await drafts.getVersion(name, editorOf(request), revision);
      return { document, step_ids: [...stepIds] };
    },
  );

  api.post(
    "/applications/:name/revisions/:revision/restore",
    {
      config: { role: "developer" },
      schema: {
        tags,
        operationId: "restoreRevision",
        summary: "Makes the draft what a revision holds, as one gesture; nothing is published",
        params: revisionParamsSchema,
        headers: draftHeadersSchema,
        body: clientBodySchema,
        response: { 200: draftSchema, ...problems(404, 412) },
      },
    },
    async (request, reply) => {
      const { name, revision } = request.params;
      const draft = await drafts.restore(name, editorOf(request, request.body?.client), revision);
      reply.header("etag", etagOfDraft(draft));
      return toDraft(draft);
    },
  );

  api.get(
    "/applications/:name/diff",
    {
      config: { role: "viewer" },
      schema: {
        ...base,
        operationId: "diffVersions",
        summary: "What changed from one version to another: steps by id, fields by path, layout apart",
        querystring: z.object({
          from: z.string().default("published").meta({ description: "draft, published, or the number of a revision." }),
          to: z.string().default("draft").meta({ description: "The same." }),
        }),
        response: { 200: diffSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { from, to } = request.query;
      const versions = { from: readVersion(from), to: readVersion(to) };
      return toDiff(await drafts.diff(request.params.name, editorOf(request), versions));
    },
  );
}

/** As they are: names in values are not ours. */
function toDiff({ logic, layout }: DocumentDiff): z.infer<typeof diffSchema> {
  return { logic, layout };
}

function toMerge({ base, published, conflicts, renamed, diff }: DraftMerge): z.infer<typeof mergeSchema> {
  return { base, published, conflicts, renamed, diff: toDiff(diff) };
}

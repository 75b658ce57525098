import type { FastifyReply } from "fastify";
import { z } from "zod";
import { stringifyJson } from "../../base/json.ts";
import type { DraftSnapshot } from "../../service/drafts/Draft.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import {
  clientBodySchema,
  clientSchema,
  draftHeadersSchema,
  draftSchema,
  editorOf,
  etagOfDraft,
  gestureSchema,
  replySchema,
  toDraft,
  toNews,
  toReply,
} from "../draftSchemas.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema, nameParamsSchema, problemListSchema } from "../schemas.ts";

const seqSchema = z.int().min(0);

/** The draft of an application that whoever asks edits. Each user has one; all windows of a user share it. */
export function addDraftRoutes(api: Api, parts: ApiParts): void {
  const { drafts, applications } = parts.services;
  const tags = ["drafts"];
  const base = { tags, params: nameParamsSchema };
  const answer = (reply: FastifyReply, draft: DraftSnapshot) => {
    reply.header("etag", etagOfDraft(draft));
    return toDraft(draft);
  };

  api.post(
    "/applications/new",
    {
      config: { role: "developer" },
      schema: {
        operationId: "createApplication",
        tags,
        summary: "A new application without steps, as a draft called Untitled and a number",
        body: clientBodySchema,
        response: { 201: draftSchema, ...problems() },
      },
    },
    async (request, reply) => {
      const draft = await drafts.create(editorOf(request, request.body?.client));
      return reply.status(201).send(answer(reply, draft));
    },
  );

  api.get(
    "/applications/:name/draft",
    {
      config: { role: "viewer" },
      schema: {
        ...base,
        operationId: "getDraft",
        summary: "The draft, or what is published while there is none",
        querystring: z.object({ client: clientSchema }),
        response: { 200: draftSchema, ...problems(404) },
      },
    },
    async (request, reply) => {
      const editor = { ...editorOf(request, request.query.client), at: undefined };
      return answer(reply, await drafts.get(request.params.name, editor));
    },
  );

  api.patch(
    "/applications/:name/draft",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "editDraft",
        summary: "Applies one gesture to the draft",
        description:
          "All operations of a gesture are done, or none. With `seq` behind the draft, 409 `draft_behind` brings what came since in `details.updates`; what does not fit the draft is 409 `edit_does_not_apply` with the reason.",
        headers: draftHeadersSchema,
        body: z.strictObject({
          client: clientSchema,
          seq: seqSchema.meta({ description: "The number of the draft as the window knows it." }),
          gesture: gestureSchema,
        }),
        response: { 200: replySchema, ...problems(404, 409, 412) },
      },
    },
    async (request, reply) => {
      const { client, seq, gesture } = request.body;
      const done = toReply(await drafts.apply(request.params.name, editorOf(request, client), { seq, gesture }));
      reply.header("etag", etagOfDraft(done));
      return done;
    },
  );

  api.put(
    "/applications/:name/draft",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "replaceDraft",
        summary: "Makes the draft another document as one gesture; steps of the same name keep their id",
        headers: draftHeadersSchema,
        querystring: z.object({ client: clientSchema, label: z.string().max(200).default("Edit as JSON") }),
        body: jsonObjectBodySchema,
        response: { 200: draftSchema, ...problems(404, 412) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { client, label } = request.query;
      const { document } = applications.parse(stringifyJson(request.body), name);
      return answer(reply, await drafts.replace(name, editorOf(request, client), { document, label }));
    },
  );

  api.get(
    "/applications/:name/draft/updates",
    {
      config: { role: "viewer" },
      schema: {
        ...base,
        operationId: "getDraftUpdates",
        summary: "What came after a number, at most 500 gestures, for a window that follows",
        description: "When the first update is not the one after `after`, read the draft again.",
        querystring: z.object({ client: clientSchema, after: z.coerce.number().int().min(0) }),
        response: { 200: replySchema, ...problems(404) },
      },
    },
    async (request) => {
      const { client, after } = request.query;
      const editor = { ...editorOf(request, client), at: undefined };
      return toNews(await drafts.updatesAfter(request.params.name, editor, after));
    },
  );

  for (const kind of ["undo", "redo"] as const) {
    api.post(
      `/applications/:name/draft/${kind}`,
      {
        config: { role: "developer" },
        schema: {
          ...base,
          operationId: `${kind}Draft`,
          summary: kind === "undo" ? "Takes back the last gesture of a window" : "Does again what was last undone",
          headers: draftHeadersSchema,
          body: z.strictObject({
            client: clientSchema,
            seq: seqSchema,
            gesture: z.string().min(1).max(100).optional().meta({ description: "An id; sent again, it is done once." }),
          }),
          response: { 200: replySchema, ...problems(404, 409, 412) },
        },
      },
      async (request, reply) => {
        const { client, seq, gesture } = request.body;
        const editor = editorOf(request, client);
        const done = toReply(await drafts.revert(request.params.name, editor, { seq, kind, gesture }));
        reply.header("etag", etagOfDraft(done));
        return done;
      },
    );
  }

  api.post(
    "/applications/:name/draft/discard",
    {
      config: { role: "developer" },
      schema: {
        ...base,
        operationId: "discardDraft",
        summary: "Makes the draft what is published, as one gesture",
        headers: draftHeadersSchema,
        body: clientBodySchema,
        response: { 200: draftSchema, ...problems(404, 412) },
      },
    },
    async (request, reply) =>
      answer(reply, await drafts.discard(request.params.name, editorOf(request, request.body?.client))),
  );

  api.get(
    "/applications/:name/draft/problems",
    {
      config: { role: "viewer" },
      schema: {
        ...base,
        operationId: "getDraftProblems",
        summary: "All that is wrong with the draft; errors keep it from being published",
        response: { 200: problemListSchema, ...problems(404) },
      },
    },
    async (request) => toJsonNames(await drafts.problems(request.params.name, editorOf(request))),
  );
}

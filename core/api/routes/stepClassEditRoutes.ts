import { z } from "zod";
import { Serial } from "../../base/Serial.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { stepManifestSchema } from "../../model/schemas/manifestSchemas.ts";
import type { ClassCheck, ClassText } from "../../service/stepClasses/StepClassEditor.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { assertEtag, etagOfDocument } from "../etag.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toCodeErrors } from "../json/toCodeErrors.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { classNameParamsSchema, useSchema } from "../schemas.ts";

const manifestSchema = jsonNamesSchema(stepManifestSchema);
const ifMatch = z.object({ "if-match": z.string().optional() });

const filesSchema = z
  .record(z.string(), z.string())
  .meta({ description: "Texts of files it imports by path, by path; default: those it has." });
const textSchema = z.strictObject({ code: z.string(), files: filesSchema.optional() });

const codeErrorSchema = z.object({
  code: z.string(),
  path: z.string(),
  detail: z.string(),
  severity: z.literal("error"),
  file: z.string(),
  line: z.int().meta({ description: "From 1." }),
  column: z.int().meta({ description: "From 1." }),
});

const checkSchema = z.object({
  name: z.string(),
  manifest: manifestSchema.nullable().meta({ description: "null = it cannot become a version yet." }),
  problem: z.string().nullable(),
  errors: z.array(codeErrorSchema),
});

const mainSchema = z.string().meta({ description: "The path of the class itself, from which it imports its files." });

const draftSchema = z.object({
  name: z.string(),
  main: mainSchema,
  code: z.string(),
  files: z.record(z.string(), z.string()),
  author: z.string(),
  updated_at: z.iso.datetime(),
});

const savedSchema = z.object({
  name: z.string(),
  result: z.enum(["added", "replaced", "unchanged"]),
  hash: z.string().meta({ description: "Names the version." }),
  manifest: manifestSchema,
  used_by: z.array(z.string()).meta({ description: "Names of the applications whose next runs use it." }),
});

const versionSchema = z.object({ hash: z.string(), created_at: z.iso.datetime(), current: z.boolean() });

/** Writing step classes: a draft, and versions by the hash of their content. Saving runs the class in a worker to read its manifest. */
export function addStepClassEditRoutes(api: Api, { services }: ApiParts): void {
  const { classEditor, uses } = services;
  const tags = ["steps"];
  const writes = new Serial();
  const versionTag = (name: string): string | undefined => {
    const hash = classEditor.findHash(name);
    return hash === undefined ? undefined : `"${hash}"`;
  };
  const draftTag = (name: string): string | undefined => {
    const draft = classEditor.findDraft(name);
    return draft && etagOfDocument({ main: draft.main, files: draft.files });
  };
  const publish = (
    name: string,
    { text, expected }: { text: ClassText | undefined; expected: string | undefined },
  ): Promise<z.output<typeof savedSchema>> =>
    writes.run(async () => {
      if (expected !== undefined) assertEtag(expected, { name, etag: versionTag(name) });
      const { result, hash, manifest } = await classEditor.publish(name, text);
      const usedBy = [...(uses.listByClass().get(name) ?? [])];
      return { name, result, hash, manifest: toJsonNames(manifest), used_by: usedBy };
    });

  api.post(
    "/steps",
    {
      config: { role: "developer" },
      schema: {
        operationId: "saveStep",
        tags,
        summary: "Adds a step class or overwrites it",
        body: z.strictObject({ name: z.string(), data: z.string().meta({ description: "The code of the class." }) }),
        response: { 200: savedSchema, ...problems(405, 409) },
      },
    },
    async ({ body }) => publish(body.name, { text: { code: body.data }, expected: undefined }),
  );

  api.put(
    "/steps/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "publishStep",
        tags,
        summary: "Makes a text, or without a body the draft, the version that new runs use",
        description: "Errors of the code come with file, line and column. Runs in progress keep the version they have.",
        params: classNameParamsSchema,
        headers: ifMatch,
        body: textSchema.nullish(),
        response: { 200: savedSchema, ...problems(404, 409, 412) },
      },
    },
    async (request, reply) => {
      const { params, body, headers } = request;
      const saved = await publish(params.name, { text: body ?? undefined, expected: headers["if-match"] });
      return reply.header("etag", `"${saved.hash}"`).send(saved);
    },
  );

  api.post(
    "/steps/:name/copy",
    {
      config: { role: "developer" },
      schema: {
        operationId: "copyStep",
        tags,
        summary: "Makes the present text of a class, one of a SyncPack too, an own class under another name",
        params: classNameParamsSchema,
        querystring: z.object({ syncpack: z.string().optional() }),
        body: z.strictObject({
          to: z.string().meta({ description: "The name of the copy." }),
          friendly_name: z.string().min(1).optional().meta({ description: "What people call it; default: as before." }),
        }),
        response: { 200: savedSchema.omit({ result: true, used_by: true }), ...problems(404, 409) },
      },
    },
    async ({ params, query, body }) =>
      writes.run(async () => {
        const { syncpack } = query;
        const { hash, manifest } = await classEditor.copy(params.name, {
          syncpack,
          to: body.to,
          friendlyName: body.friendly_name,
        });
        return { name: body.to, hash, manifest: toJsonNames(manifest) };
      }),
  );

  api.delete(
    "/steps/:name",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteStep",
        tags,
        summary:
          "Deletes an own step class with its draft and lists what still names it; for 30 days it can be restored",
        params: classNameParamsSchema,
        headers: ifMatch,
        response: { 200: z.object({ deleted: z.string(), uses: z.array(useSchema) }), ...problems(404, 405, 412) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { "if-match": expected } = request.headers;
      await writes.run(async () => {
        if (expected !== undefined) assertEtag(expected, { name, etag: versionTag(name) });
        await classEditor.delete(name, request.identity.name);
      });
      return { deleted: name, uses: await uses.find({ kind: "step_class", name }, userOf(request.identity)) };
    },
  );

  api.get(
    "/steps/:name/draft",
    {
      config: { role: "developer" },
      schema: {
        operationId: "getStepDraft",
        tags,
        summary: "The draft of a step class",
        params: classNameParamsSchema,
        response: { 200: draftSchema, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const draft = classEditor.findDraft(name);
      if (draft === undefined) {
        throw new SluiceError("not_found", `The step class "${name}" has no draft.`, { details: { name } });
      }
      const { author, updatedAt } = draft;
      return reply
        .header("etag", String(draftTag(name)))
        .send({ name, ...splitFiles(draft), author, updated_at: new Date(updatedAt).toISOString() });
    },
  );

  api.put(
    "/steps/:name/draft",
    {
      config: { role: "developer" },
      schema: {
        operationId: "saveStepDraft",
        tags,
        summary: "Keeps a text as the draft of a step class, and says what is wrong with it",
        params: classNameParamsSchema,
        headers: ifMatch,
        body: textSchema,
        response: { 200: checkSchema, ...problems(409, 412) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { "if-match": expected } = request.headers;
      const check = await writes.run(async () => {
        if (expected !== undefined) assertEtag(expected, { name, etag: draftTag(name) });
        return classEditor.saveDraft(name, { ...request.body, author: request.identity.name });
      });
      return reply.header("etag", String(draftTag(name))).send({ name, ...toJsonCheck(check) });
    },
  );

  api.delete(
    "/steps/:name/draft",
    {
      config: { role: "developer" },
      schema: {
        operationId: "discardStepDraft",
        tags,
        summary: "Throws the draft of a step class away",
        params: classNameParamsSchema,
        response: { 200: z.object({ discarded: z.string() }), ...problems(404) },
      },
    },
    async (request) => {
      const { name } = request.params;
      await writes.run(() => classEditor.discardDraft(name));
      return { discarded: name };
    },
  );

  api.get(
    "/steps/:name/versions",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listStepVersions",
        tags,
        summary: "The versions of an own step class, newest first",
        params: classNameParamsSchema,
        response: { 200: z.array(versionSchema), ...problems(404) },
      },
    },
    async (request) => toJsonNames(classEditor.listVersions(request.params.name)),
  );

  api.get(
    "/steps/:name/versions/:hash",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getStepVersion",
        tags,
        summary: "One version of an own step class with its code",
        params: classNameParamsSchema.extend({ hash: z.string().min(1).max(128) }),
        response: {
          200: versionSchema
            .omit({ current: true })
            .extend({ main: mainSchema, code: z.string(), files: z.record(z.string(), z.string()) }),
          ...problems(404),
        },
      },
    },
    async (request) => {
      const { name, hash } = request.params;
      const version = classEditor.getVersion(name, hash);
      return { hash, created_at: new Date(version.createdAt).toISOString(), ...splitFiles(version) };
    },
  );
}

function splitFiles({ main, files }: { main: string; files: Record<string, string> }) {
  const others = Object.entries(files).filter(([path]) => path !== main);
  return { main, code: files[main] ?? "", files: Object.fromEntries(others) };
}

function toJsonCheck({ manifest, problem }: ClassCheck): Omit<z.output<typeof checkSchema>, "name"> {
  if (problem === undefined) return { manifest: toJsonNames(manifest), problem: null, errors: [] };
  return { manifest: null, problem: problem.message, errors: toCodeErrors(problem) };
}

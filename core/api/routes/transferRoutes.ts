import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { formatJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Identity } from "../../service/access/Identity.ts";
import { type ArchiveSource, fromBytes } from "../../service/transfer/ArchiveSource.ts";
import type { ImportChoice, ImportOptions, OnImportProgress } from "../../service/transfer/ImportChoice.ts";
import type { ImportItem } from "../../service/transfer/ImportItem.ts";
import type { ArrivedArchive } from "../../service/transfer/ImportService.ts";
import { zipLimits } from "../../service/transfer/writeZip.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { clientSchema, userOf } from "../draftSchemas.ts";
import { withFileSource } from "../fileSource.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema, nameParamsSchema, problemListSchema } from "../schemas.ts";
import { watchImport } from "../watchImport.ts";
import { withUpload } from "../withUpload.ts";

const kindSchema = z.enum(["step_class", "configuration", "secret", "application", "schedule", "queue"]);

const itemSchema = z
  .object({
    kind: kindSchema,
    name: z.string().meta({ description: "The name it has or gets here." }),
    action: z.enum(["create", "overwrite", "rename", "unchanged", "skip", "conflict", "refused", "missing"]).meta({
      description:
        "conflict: something else has its name, and nobody chose; it stays out. missing: something needs it, and it is not there.",
    }),
    renamed_from: z.string().optional(),
    message: z.string().optional(),
    unset: z.array(z.string()).optional().meta({ description: "Encrypted variables that have to be set again." }),
    needed_by: z.array(z.string()).optional(),
    draft: z.boolean().optional(),
    problems: problemListSchema.optional(),
  })
  .meta({ id: "ImportItem" });

const historySchema = z
  .object({
    runs: z.int().meta({ description: "Ended runs that came in, or would. They are kept, and only read." }),
    known_runs: z.int().meta({ description: "They are here already and stay as they are." }),
    locked_runs: z.int().meta({
      description: "Of `runs`: those encrypted with another key, which come in without saved data and parameters.",
    }),
    reports: z.int(),
    known_reports: z.int(),
  })
  .meta({ id: "ImportedHistory" });

const resultSchema = z.object({
  dry_run: z.boolean(),
  items: z.array(itemSchema),
  history: historySchema.optional().meta({ description: "Of an archive with runs." }),
});

const choiceSchema = z.strictObject({
  kind: kindSchema,
  name: z.string().meta({ description: "The name in the bundle." }),
  action: z.enum(["overwrite", "skip", "rename"]),
  new_name: z.string().optional(),
});

const documentSchema = z.strictObject({
  kind: z.enum(["application", "configuration"]),
  file_name: z.string().min(1).max(1000).meta({ description: "Names a document that has no name, and its problems." }),
  text: z.string(),
});

const bodySchema = z.strictObject({
  archive: z.base64().optional().meta({ description: "A ZIP archive of an export, as base64." }),
  applications: z.array(jsonObjectBodySchema).max(10_000).default([]),
  configurations: z.array(jsonObjectBodySchema).max(10_000).default([]),
  step_classes: z
    .array(
      z.strictObject({
        main: z.string().meta({ description: "The path of the class among the files." }),
        files: z.record(z.string(), z.string()).meta({ description: "Texts by relative path." }),
      }),
    )
    .max(10_000)
    .default([]),
  documents: z
    .array(documentSchema.extend({ kind: z.enum(["application", "configuration", "schedule"]) }))
    .max(10_000)
    .default([])
    .meta({ description: "Applications, configurations and schedules as the texts of their files." }),
  secrets: z
    .array(z.strictObject({ name: z.string(), cipher: z.string() }))
    .max(10_000)
    .default([])
    .meta({ description: "Secrets as ciphertext." }),
  choices: z.array(choiceSchema).max(10_000).default([]),
});

const fileSchema = z.union([
  documentSchema,
  z.strictObject({
    kind: z.literal("step_class"),
    main: z.string().meta({ description: "The path of the class among the files." }),
    files: z.record(z.string(), z.string()).meta({ description: "Texts by relative path." }),
    origin_folder: z
      .string()
      .optional()
      .meta({ description: "Where packages that it imports are looked for, on the computer of the host." }),
  }),
]);

const importedSchema = z.object({
  kind: z.enum(["application", "configuration", "step_class"]),
  name: z.string(),
  result: z
    .enum(["published", "draft", "added", "replaced", "unchanged"])
    .meta({ description: "draft: an application with errors, which cannot run yet." }),
  unset: z.array(z.string()).meta({ description: "Encrypted variables that have to be set again." }),
  problems: problemListSchema,
});

const querySchema = z.object({
  dry_run: z.stringbool().default(false).meta({ description: "Only say what would come in." }),
  overwrite: z.stringbool().default(false).meta({ description: "For items that nobody chose for." }),
});

const draftQuerySchema = querySchema.extend({
  as_draft: z.stringbool().default(false).meta({
    description: "Applications become drafts of whoever asks, to be looked at and published there.",
  }),
  client: clientSchema,
  work: z.string().min(1).max(100).optional().meta({
    description:
      "A name for this import: with it events `import.progress` say how far it is. It ends when the request is given up; what came in stays.",
  }),
});

const archiveBodySchema = z
  .custom<Readable>((body) => body instanceof Readable, "must be a ZIP archive")
  .meta({ type: "string", format: "binary" });

const archiveType = "application/zip";

const exportQuerySchema = z.object({
  runs: z.stringbool().default(false).meta({
    description: "With ended runs (logs, saved data, events) and reports. What is encrypted stays so.",
  }),
});

const partSchema = z.enum(["all", "documents", "history"]).default("all").meta({
  description: "documents: all but runs and reports. history: only these.",
});

/** Taking things out and in. Secrets travel as ciphertext only, and nothing that comes in is run. */
export function addTransferRoutes(api: Api, { services, clock }: ApiParts): void {
  const { exports, imports } = services;
  const tags = ["transfer"];
  const take = async (
    { bundle, history }: ArrivedArchive,
    {
      dry_run,
      overwrite,
      choices,
      identity,
      asDraft,
      onProgress,
    }: z.output<typeof querySchema> &
      Pick<ImportOptions, "asDraft"> & {
        choices: ImportChoice[];
        identity: Identity;
        onProgress: OnImportProgress;
      },
  ): Promise<z.output<typeof resultSchema>> => {
    // What is wrong with the runs is said before anything comes in.
    if (!dry_run) await history?.check(onProgress);
    const options = { overwrite, choices, author: userOf(identity), asDraft, onProgress };
    const items = await imports[dry_run ? "plan" : "apply"](bundle, options);
    const count = await history?.[dry_run ? "check" : "apply"](onProgress);
    return {
      dry_run,
      items: items.map(toJsonItem),
      ...(count === undefined ? {} : { history: toJsonNames(count) }),
    };
  };

  api.get(
    "/export",
    {
      config: { role: "developer" },
      schema: {
        operationId: "exportAll",
        tags,
        summary: "A ZIP archive of all applications, configurations, own step classes, schedules and secrets",
        querystring: exportQuerySchema,
        response: { 200: archiveResponse, ...problems(413) },
      },
    },
    async ({ query }, reply) =>
      sendArchive(reply, { name: "sluice", pieces: await exports.export({ withRuns: query.runs }) }),
  );

  api.get(
    "/applications/:name/export",
    {
      config: { role: "developer" },
      schema: {
        operationId: "exportApplication",
        tags,
        summary: "A ZIP archive of one application and the configurations, step classes and secrets it needs",
        params: nameParamsSchema,
        querystring: exportQuerySchema,
        response: { 200: archiveResponse, ...problems(404, 413) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const pieces = await exports.export({ application: name, withRuns: request.query.runs });
      return sendArchive(reply, { name, pieces });
    },
  );

  api.post(
    "/import",
    {
      config: { role: "developer" },
      schema: {
        operationId: "import",
        tags,
        summary:
          "Takes in an archive and documents, or says what that would do; runs nothing of them: schedules come in disabled",
        querystring: draftQuerySchema,
        body: bodySchema,
        response: { 200: resultSchema, ...problems() },
      },
    },
    async (request, reply) => {
      const { choices, ...body } = request.body;
      const { as_draft, client = "api", work, ...query } = request.query;
      const archive = body.archive === undefined ? undefined : fromBytes(Buffer.from(body.archive, "base64"));
      return take(addDocuments(archive === undefined ? emptyArchive() : await imports.read(archive), body), {
        ...query,
        identity: request.identity,
        asDraft: as_draft ? { client } : undefined,
        onProgress: watchImport(reply.raw, { work, events: services.events, clock }),
        choices: choices.map(({ new_name, ...choice }) => ({ ...choice, newName: new_name })),
      });
    },
  );

  api.post(
    "/import/file",
    {
      config: { role: "developer" },
      schema: {
        operationId: "importFile",
        tags,
        summary: "Takes in one application, configuration or step class as the text of its file; runs nothing of it",
        querystring: z.object({ overwrite: z.stringbool().default(false) }),
        body: fileSchema,
        response: { 200: importedSchema, ...problems(409) },
      },
    },
    async (request) => importFile(request.body, { services, ...request.query }),
  );

  api.register(async (scope) => {
    scope.addContentTypeParser(archiveType, (_request, body, done) => done(null, body));
    (scope as Api).post(
      "/import/archive",
      {
        config: { role: "developer" },
        schema: {
          operationId: "importArchive",
          tags,
          summary: "Takes in an archive that is sent as it is, or says what that would do; runs nothing of it",
          consumes: [archiveType],
          querystring: querySchema.extend({ part: partSchema }),
          body: archiveBodySchema,
          response: { 200: resultSchema, ...problems() },
        },
      },
      async ({ body, query: { part, ...query }, identity }, reply) => {
        const onProgress = watchImport(reply.raw, { work: undefined, events: services.events, clock });
        const use = async (source: ArchiveSource) =>
          take(choosePart(await imports.read(source), part), { ...query, identity, choices: [], onProgress });
        return withUpload(body, { most: zipLimits.archiveBytes, use: (path) => withFileSource(path, use) });
      },
    );
  });
}

async function importFile(
  given: z.output<typeof fileSchema>,
  { services, overwrite }: { services: ApiParts["services"]; overwrite: boolean },
): Promise<z.output<typeof importedSchema>> {
  const { kind } = given;
  if (kind === "step_class") {
    const { file, result } = await services.stepClasses.importFiles(given, {
      overwrite,
      originFolder: given.origin_folder,
    });
    return { kind, name: file, result, unset: [], problems: [] };
  }
  const options = { fileName: given.file_name, overwrite };
  if (kind === "configuration") {
    const { name, replaced, unset, problems } = await services.configurations.import(given.text, options);
    return { kind, name, result: replaced ? "replaced" : "added", unset, problems: toJsonNames(problems) };
  }
  const { name, result, problems } = await services.applications.import(given.text, options);
  return { kind, name, result, unset: [], problems: toJsonNames(problems) };
}

const archiveResponse = {
  description: "The archive",
  content: { [archiveType]: { schema: z.string().meta({ format: "binary" }) } },
};

function sendArchive<T>(
  reply: { header(name: string, value: string): { type(type: string): { send(body: never): T } } },
  { name, pieces }: { name: string; pieces: AsyncIterable<Uint8Array> },
): T {
  // Names of applications need no quoting.
  const disposition = `attachment; filename="${name}.zip"`;
  return reply
    .header("content-disposition", disposition)
    .type(archiveType)
    .send(Readable.from(breathe(pieces), { objectMode: false }) as never);
}

/** Other requests come in between two pieces. */
async function* breathe(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

function choosePart({ bundle, history }: ArrivedArchive, part: z.output<typeof partSchema>): ArrivedArchive {
  return {
    bundle: part === "history" ? emptyArchive().bundle : bundle,
    history: part === "documents" ? undefined : history,
  };
}

function addDocuments(
  { bundle, history }: ArrivedArchive,
  body: Omit<z.output<typeof bodySchema>, "choices">,
): ArrivedArchive {
  const { applications, configurations, step_classes, documents, secrets } = body;
  bundle.applications.push(...applications.map((document, index) => toText(document, `application ${index + 1}`)));
  bundle.configurations.push(
    ...configurations.map((document, index) => toText(document, `configuration ${index + 1}`)),
  );
  for (const { kind, file_name: fileName, text } of documents) bundle[`${kind}s`].push({ fileName, text });
  bundle.stepClasses.push(...step_classes);
  bundle.secrets.push(...secrets);
  if (history === undefined && Object.values(bundle).every((list) => list.length === 0)) {
    throw new SluiceError(
      "wrong_use",
      "There is nothing to import. Send an archive, applications, configurations or step classes.",
    );
  }
  return { bundle, history };
}

const emptyArchive = (): ArrivedArchive => ({
  bundle: { applications: [], configurations: [], stepClasses: [], schedules: [], secrets: [] },
  history: undefined,
});

function toText(document: z.output<typeof jsonObjectBodySchema>, fileName: string): { fileName: string; text: string } {
  return { fileName, text: formatJson(document) };
}

function toJsonItem({ neededBy, renamedFrom, problems: found, ...item }: ImportItem): z.output<typeof itemSchema> {
  return {
    ...item,
    ...(renamedFrom === undefined ? {} : { renamed_from: renamedFrom }),
    ...(neededBy === undefined ? {} : { needed_by: neededBy }),
    ...(found === undefined ? {} : { problems: toJsonNames(found) }),
  };
}

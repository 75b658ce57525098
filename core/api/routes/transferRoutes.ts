import { z } from "zod";
import { formatJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Identity } from "../../service/access/Identity.ts";
import type { Bundle } from "../../service/transfer/Bundle.ts";
import type { ImportChoice } from "../../service/transfer/ImportChoice.ts";
import type { ImportItem } from "../../service/transfer/ImportItem.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { jsonObjectBodySchema, nameParamsSchema, problemListSchema } from "../schemas.ts";

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

const resultSchema = z.object({ dry_run: z.boolean(), items: z.array(itemSchema) });

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

const archiveBodySchema = z
  .custom<Uint8Array>((body) => body instanceof Uint8Array, "must be a ZIP archive")
  .meta({ type: "string", format: "binary" });

const archiveType = "application/zip";

/** Taking things out and in. Secrets travel as ciphertext only, and nothing that comes in is run. */
export function addTransferRoutes(api: Api, { services }: ApiParts): void {
  const { exports, imports } = services;
  const tags = ["transfer"];
  const take = async (
    bundle: Bundle,
    {
      dry_run,
      overwrite,
      choices,
      identity,
    }: z.output<typeof querySchema> & { choices: ImportChoice[]; identity: Identity },
  ): Promise<z.output<typeof resultSchema>> => {
    const items = await imports[dry_run ? "plan" : "apply"](bundle, { overwrite, choices, author: userOf(identity) });
    return { dry_run, items: items.map(toJsonItem) };
  };

  api.get(
    "/export",
    {
      config: { role: "developer" },
      schema: {
        operationId: "exportAll",
        tags,
        summary: "A ZIP archive of all applications, configurations, own step classes, schedules and secrets",
        response: { 200: archiveResponse, ...problems() },
      },
    },
    async (_request, reply) => sendArchive(reply, { name: "sluice", bytes: await exports.export() }),
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
        response: { 200: archiveResponse, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      return sendArchive(reply, { name, bytes: await exports.export({ applications: [name] }) });
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
        querystring: querySchema,
        body: bodySchema,
        response: { 200: resultSchema, ...problems() },
      },
    },
    async (request) => {
      const { choices, ...body } = request.body;
      return take(
        toBundle(body, (archive) => imports.read(archive)),
        {
          ...request.query,
          identity: request.identity,
          choices: choices.map(({ new_name, ...choice }) => ({ ...choice, newName: new_name })),
        },
      );
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
    scope.addContentTypeParser(archiveType, { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    (scope as Api).post(
      "/import/archive",
      {
        config: { role: "developer" },
        schema: {
          operationId: "importArchive",
          tags,
          summary: "Takes in an archive that is sent as it is, or says what that would do; runs nothing of it",
          consumes: [archiveType],
          querystring: querySchema,
          body: archiveBodySchema,
          response: { 200: resultSchema, ...problems() },
        },
      },
      async (request) =>
        take(imports.read(request.body), { ...request.query, identity: request.identity, choices: [] }),
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
  { name, bytes }: { name: string; bytes: Uint8Array },
): T {
  // Names of applications need no quoting.
  const disposition = `attachment; filename="${name}.zip"`;
  return reply
    .header("content-disposition", disposition)
    .type(archiveType)
    .send(Buffer.from(bytes) as never);
}

function toBundle(body: Omit<z.output<typeof bodySchema>, "choices">, read: (archive: Uint8Array) => Bundle): Bundle {
  const { archive, applications, configurations, step_classes, documents, secrets } = body;
  const bundle = archive === undefined ? emptyBundle() : read(Buffer.from(archive, "base64"));
  bundle.applications.push(...applications.map((document, index) => toText(document, `application ${index + 1}`)));
  bundle.configurations.push(
    ...configurations.map((document, index) => toText(document, `configuration ${index + 1}`)),
  );
  for (const { kind, file_name: fileName, text } of documents) bundle[`${kind}s`].push({ fileName, text });
  bundle.stepClasses.push(...step_classes);
  bundle.secrets.push(...secrets);
  if (Object.values(bundle).every((list) => list.length === 0)) {
    throw new SluiceError(
      "wrong_use",
      "There is nothing to import. Send an archive, applications, configurations or step classes.",
    );
  }
  return bundle;
}

const emptyBundle = (): Bundle => ({
  applications: [],
  configurations: [],
  stepClasses: [],
  schedules: [],
  secrets: [],
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

import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { z } from "zod";
import type { SignatureFinding } from "../../service/ports/PackSignatures.ts";
import { type ListedPack, nameOf, versionOf } from "../../service/syncPacks/SyncPackService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { userOf } from "../draftSchemas.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { packSchema, packShape, statusOf, statusShape, toPack } from "../json/toPack.ts";
import { problems } from "../problems.ts";
import { nameParamsSchema, problemListSchema } from "../schemas.ts";
import { withUpload } from "../withUpload.ts";
import { addSyncPackWorkRoutes } from "./syncPackWorkRoutes.ts";

const trustSchema = z
  .object({
    hash: z.string().meta({ description: "sha256 of the archive." }),
    signature: z.enum(["none", "known", "unknown", "bad"]).meta({
      description:
        "none: nobody vouches for it; known: by a key of the setting pack_keys; unknown: by another key, so nobody can tell; bad: not what the known key signed.",
    }),
    signed_by: z
      .object({
        key_id: z.string(),
        name: z.string().nullable().meta({ description: "Of the known key." }),
        comment: z.string().meta({ description: "What the signer wrote beside it; of an unknown key anybody did." }),
      })
      .nullable(),
    uploaded_by: z.string(),
    uploaded_at: z.iso.datetime(),
    files: z.array(z.object({ path: z.string(), bytes: z.int() })),
    dependencies: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        license: z.string(),
        install_scripts: z
          .boolean()
          .meta({ description: "It has scripts for its installation; they run only when that is allowed by name." }),
        external: z.boolean().meta({ description: "It is installed beside the SyncPack when that is activated." }),
      }),
    ),
    permissions: z.object({
      net: z.array(z.string()),
      read: z.array(z.string()),
      write: z.array(z.string()),
      env: z.array(z.string()),
      child_processes: z.boolean(),
      native_code: z.boolean().meta({ description: "Packages of it are native code, which nothing holds back." }),
    }),
    enforced: z
      .array(z.string())
      .meta({ description: "The permissions that its workers are held to; the others are only said." }),
  })
  .meta({ id: "SyncPackTrust" });
const detailSchema = z
  .object({
    ...packShape,
    trust: trustSchema.nullable().meta({ description: "null = it ships with the program." }),
    used_by: z.array(z.string()).meta({ description: "What would no longer work without this version." }),
  })
  .meta({ id: "SyncPackDetails" });

/** Longer files are not shown. */
const mostText = 1_000_000;
const fileSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    path: z.string(),
    bytes: z.int(),
    text: z.string().nullable().meta({ description: "null = it is no text, or larger than 1 MB." }),
  })
  .meta({ id: "SyncPackFile" });

const keptVersion = z.string().nullable().meta({ description: "null = it takes the newest that is installed." });
const packUserSchema = z.object({ application: z.string(), version: keptVersion }).meta({ id: "SyncPackApplication" });
const packUpgradeSchema = z
  .object({
    application: z.string(),
    from: keptVersion,
    to: z.string(),
    result: z
      .enum(["published", "unchanged", "refused"])
      .meta({ description: "unchanged: it kept that version already; refused: it would have errors, and stays." }),
    problems: problemListSchema,
  })
  .meta({ id: "SyncPackUpgrade" });

const versionSchema = z.object({ version: z.string(), ...statusShape });
const versionQuery = { version: z.string().min(1).max(64).optional() };

const archiveType = "application/gzip";
/** Bytes of an upload; what it may hold is limited where it is read. */
const mostBytes = 32_000_000;
const archiveBodySchema = z
  .custom<Readable>((body) => body instanceof Readable, "must be the .tgz of a SyncPack")
  .meta({ type: "string", format: "binary" });

/** SyncPacks (manual, IS API). */
export function addSyncPackRoutes(api: Api, parts: ApiParts): void {
  const { syncPacks, packUpgrades } = parts.services;
  const tags = ["syncpacks"];

  api.get(
    "/syncpacks",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSyncPacks",
        tags,
        summary: "The SyncPacks, each version; those that ship with the program are installed and activated",
        querystring: z.object({
          only_installed: z.stringbool().default(false),
          only_activated: z.stringbool().default(false),
        }),
        response: { 200: z.array(packSchema), ...problems() },
      },
    },
    async ({ query }) =>
      syncPacks
        .list()
        .map(toPack)
        .filter(
          ({ installed, activated }) => (installed || !query.only_installed) && (activated || !query.only_activated),
        ),
  );

  api.register(async (scope) => {
    scope.addContentTypeParser(archiveType, (_request, body, done) => done(null, body));
    (scope as Api).post(
      "/syncpacks",
      {
        config: { role: "administrator" },
        schema: {
          operationId: "uploadSyncPack",
          tags,
          summary: "Keeps the archive of a SyncPack; runs nothing of it",
          consumes: [archiveType],
          querystring: z.object({
            force: z
              .stringbool()
              .default(false)
              .meta({ description: "Also in place of another archive of its version." }),
            signature: z
              .string()
              .max(4000)
              .optional()
              .meta({ description: "The text of its detached signature, in the format of minisign." }),
          }),
          body: archiveBodySchema,
          response: { 201: packSchema, ...problems(409, 413) },
        },
      },
      async ({ body, query, identity }, reply) => {
        const pack = await withUpload(body, {
          most: mostBytes,
          use: async (path) =>
            syncPacks.upload(await readFile(path), {
              author: userOf(identity),
              overwrite: query.force,
              signature: query.signature,
            }),
        });
        return reply.code(201).send(toPack(pack));
      },
    );
  });

  api.get(
    "/syncpacks/:name",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSyncPack",
        tags,
        summary: "One SyncPack with what it holds, what it says it needs, and who uses it",
        params: nameParamsSchema,
        querystring: z.object(versionQuery),
        response: { 200: detailSchema, ...problems(404) },
      },
    },
    async ({ params, query, identity }) => {
      const pack = syncPacks.get(params.name, query.version);
      const used_by = await syncPacks.findUses(nameOf(pack), versionOf(pack), userOf(identity));
      return { ...toPack(pack), trust: toTrust(pack, syncPacks.findSignature(pack)), used_by };
    },
  );

  api.get(
    "/syncpacks/:name/files",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSyncPackFile",
        tags,
        summary: "A file of a SyncPack that was uploaded, to be read before anything of it runs",
        params: nameParamsSchema,
        querystring: z.object({ ...versionQuery, path: z.string().min(1).max(1024) }),
        response: { 200: fileSchema, ...problems(404) },
      },
    },
    async ({ params, query }) => {
      const { pack, bytes } = await syncPacks.readFile(params.name, query);
      const { path } = query;
      return { name: nameOf(pack), version: versionOf(pack), path, bytes: bytes.length, text: toText(bytes) };
    },
  );

  api.get(
    "/syncpacks/:name/versions",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSyncPackVersions",
        tags,
        summary: "The versions of a SyncPack that are here, the oldest first",
        params: nameParamsSchema,
        response: { 200: z.array(versionSchema), ...problems(404) },
      },
    },
    async ({ params }) => {
      const name = nameOf(syncPacks.get(params.name));
      return syncPacks
        .list()
        .filter((pack) => nameOf(pack) === name)
        .map((pack) => ({ version: versionOf(pack), ...statusOf(pack) }));
    },
  );

  addSyncPackWorkRoutes(api, parts);

  api.get(
    "/syncpacks/:name/applications",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSyncPackApplications",
        tags,
        summary: "The published applications of one's own with steps of a SyncPack, each with the version it keeps",
        params: nameParamsSchema,
        response: { 200: z.array(packUserSchema), ...problems(404) },
      },
    },
    async ({ params }) =>
      packUpgrades
        .listUsers(params.name)
        .map(({ application, version }) => ({ application, version: version ?? null })),
  );

  api.post(
    "/syncpacks/:name/upgrade-applications",
    {
      config: { role: "developer" },
      schema: {
        operationId: "upgradeSyncPackApplications",
        tags,
        summary: "Publishes applications with another version of a SyncPack; without a version the newest installed",
        description: "Each by itself: one that would have errors stays as it is, and `problems` names them.",
        params: nameParamsSchema,
        body: z
          .strictObject({
            version: z.string().min(1).max(64).optional(),
            applications: z
              .array(z.string().min(1).max(128))
              .max(10_000)
              .optional()
              .meta({ description: "Default: all that use the SyncPack." }),
          })
          .nullish(),
        response: { 200: z.array(packUpgradeSchema), ...problems(404, 409) },
      },
    },
    async ({ params, body, identity }) => {
      const upgrades = await packUpgrades.upgrade(params.name, { ...body, author: userOf(identity) });
      return upgrades.map(({ from, problems: found, ...one }) => ({
        ...one,
        from: from ?? null,
        problems: toJsonNames(found),
      }));
    },
  );

  api.delete(
    "/syncpacks/:name",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "deleteSyncPack",
        tags,
        summary: "Removes a SyncPack, or one version of it; what ships with the program stays",
        params: nameParamsSchema,
        querystring: z.object({
          ...versionQuery,
          force: z.stringbool().default(false).meta({ description: "Although something uses it." }),
        }),
        response: { 200: z.object({ deleted: z.string() }), ...problems(404, 405, 409) },
      },
    },
    async ({ params, query, identity }) => {
      await syncPacks.remove(params.name, { ...query, by: userOf(identity) });
      return { deleted: params.name };
    },
  );
}

/** null = it is no text, or too long. */
function toText(bytes: Uint8Array): string | null {
  if (bytes.length > mostText || bytes.includes(0)) return null;
  return new TextDecoder().decode(bytes);
}

function toTrust({ stored }: ListedPack, finding: SignatureFinding | undefined): z.infer<typeof trustSchema> | null {
  if (stored === undefined) return null;
  const { contents, uploadedAt, uploadedBy } = stored;
  return {
    hash: contents.hash,
    signature: finding?.state ?? "none",
    signed_by:
      finding === undefined ? null : { key_id: finding.keyId, name: finding.name ?? null, comment: finding.comment },
    uploaded_by: uploadedBy,
    uploaded_at: new Date(uploadedAt).toISOString(),
    files: contents.files,
    dependencies: contents.dependencies.map(({ installScripts, external = false, ...one }) => ({
      ...one,
      install_scripts: installScripts,
      external,
    })),
    // What was stored before there was this right does not name it.
    permissions: { ...contents.meta.permissions, native_code: contents.meta.permissions.native_code === true },
    enforced: ["read", "write", "env", "child_processes", "native_code"],
  };
}

import { isBuiltin } from "node:module";
import { valid, validRange } from "semver";
import { z } from "zod";
import { isJsonObject, type JsonObject, parseJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import type { SyncPackMeta } from "../../model/SyncPackMeta.ts";
import { scheduleTimesDocumentSchema } from "../../model/schemas/scheduleSchemas.ts";

const text = z.string().max(10_000).default("");
const texts = z.array(z.string().min(1).max(1000)).max(1000).default([]);

const permissionsSchema = z.strictObject({
  net: texts,
  read: texts,
  write: texts,
  env: texts,
  child_processes: z.boolean().default(false),
  native_code: z.boolean().default(false),
});

const scheduleSchema = z.strictObject({
  application_id: z.string().refine(isApplicationName, "must be the name of an application"),
  entry_id: z.string().trim().min(1).max(128),
  params: z.custom<JsonObject>(isJsonObject, "must be an object").default({}),
  schedule: scheduleTimesDocumentSchema,
});

const metaSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
      "must begin with a letter and have only letters, digits, _ and -, at most 64 of them",
    )
    // Step classes import those by their names.
    .refine((name) => name !== "sluice" && !isBuiltin(name), "must not be the name of a module of Sluice or Node"),
  friendly_name: text,
  version: z.string().refine((version) => valid(version) === version, "must be a version such as 1.0.0"),
  summary: text,
  description: text,
  author: text,
  home_page: text,
  requires_dist: texts,
  schedules: z.array(scheduleSchema).max(1000).default([]),
  tags: texts,
  critical: texts,
  requires_is_version: z
    .string()
    .default("*")
    .refine((range) => validRange(range) !== null, 'must be a range of versions such as ">=0.1.0"'),
  permissions: permissionsSchema.default({
    ...{ net: [], read: [], write: [], env: [] },
    ...{ child_processes: false, native_code: false },
  }),
});

/** Reads the text of a `meta.json`. What is left out has its default. Throws `invalid_pack` with every problem and its place. */
export function parsePackMeta(json: string): SyncPackMeta {
  const parsed = parseJson(json);
  if (!parsed.ok) {
    const { line, column } = parsed.position;
    throw invalidPack("meta.json", [`meta.json:${line}:${column}: ${parsed.message}`]);
  }
  const checked = metaSchema.safeParse(parsed.value);
  if (!checked.success) {
    throw invalidPack(
      "meta.json",
      checked.error.issues.map(({ path, message }) => `meta.json: ${path.join(".") || "the document"}: ${message}`),
    );
  }
  const { data } = checked;
  return { ...data, friendly_name: data.friendly_name === "" ? data.name : data.friendly_name };
}

/** `what` cannot be used, for all these reasons. */
export function invalidPack(what: string, reasons: readonly string[]): SluiceError {
  const message = reasons.length === 1 ? `${reasons[0]}` : reasons.map((reason) => `\n- ${reason}`).join("");
  return new SluiceError("invalid_pack", `The SyncPack cannot be used: ${message}`, { details: { what, reasons } });
}

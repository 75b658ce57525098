import { z } from "zod";
import { jsonValueSchema } from "./jsonSchemas.ts";

export const parameterKindSchema = z.enum([
  "text",
  "longText",
  "number",
  "boolean",
  "select",
  "json",
  "code",
  "list",
  "mapping",
  "secret",
  "date",
  "duration",
  "crontab",
  "file",
  "connection",
  "step",
  "application",
  "queue",
  "configVariable",
]);

/** One declared parameter of a step class. */
export const parameterManifestSchema = z.object({
  name: z.string().min(1),
  kind: parameterKindSchema,
  title: z.string().exactOptional(),
  description: z.string().exactOptional(),
  sampleValue: jsonValueSchema.exactOptional(),
  defaultValue: jsonValueSchema.exactOptional(),
  required: z.boolean().exactOptional(),
  anyType: z.boolean().exactOptional(),
  options: z.array(z.object({ value: jsonValueSchema, label: z.string().exactOptional() })).exactOptional(),
  language: z.string().exactOptional(),
  section: z.string().exactOptional(),
  advanced: z.boolean().exactOptional(),
  showWhen: z.object({ parameter: z.string(), equals: jsonValueSchema }).exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  pattern: z.string().exactOptional(),
  multiple: z.boolean().exactOptional(),
  placeholder: z.string().exactOptional(),
  optionsFrom: z.string().exactOptional(),
  kinds: z.array(z.string()).exactOptional(),
  testedBy: z.string().exactOptional(),
  tunnel: z.boolean().exactOptional(),
});

export const outputManifestSchema = z.object({ name: z.string(), title: z.string().exactOptional() });

/** What everyone but the worker knows of a step class. */
export const stepManifestSchema = z.object({
  file: z.string().min(1),
  syncpack: z.string().exactOptional(),
  friendlyName: z.string(),
  description: z.string(),
  version: z.string(),
  type: z.enum(["standard", "aggregated", "trigger"]),
  author: z.string().exactOptional(),
  help: z.string().exactOptional(),
  icon: z.string().exactOptional(),
  category: z.string().exactOptional(),
  parameters: z.array(parameterManifestSchema),
  outputs: z.array(outputManifestSchema).exactOptional(),
  outputsFrom: z.string().exactOptional(),
  stepFunctions: z.array(z.string()),
  usesPreviousParameters: z.boolean(),
  hash: z.string(),
  unread: z.literal(true).exactOptional(),
});

import { z } from "zod";
import { maxRetries, maxSeconds } from "../baseValues.ts";
import { jsonValueSchema } from "./jsonSchemas.ts";

/*
 * The shape of documents for the API's description and its first check: manual keys and ours, every other key kept.
 * They are looser than `validateApplication`, which names all problems. A document is stored as it came in, never as
 * zod gives it back: zod puts known keys first and drops `__proto__`.
 */

/** A base boolean: true, "True", "true" and their opposites. */
export const baseBooleanSchema = z.union([z.boolean(), z.enum(["True", "true", "False", "false"])]);

function baseIntegerSchema(max: number) {
  return z.union([z.int().min(0).max(max), z.string().regex(/^[0-9]{1,15}$/)]);
}

const stepNamesSchema = z.array(z.string());

/** The base keys of a step entry; everything else is a parameter value. */
export const stepEntrySchema = z.looseObject({
  name: z.string().min(1),
  file: z.string().min(1),
  syncpack: z.string().nullish(),
  output_to: stepNamesSchema.nullish(),
  data_from: stepNamesSchema.nullish(),
  retry_max: baseIntegerSchema(maxRetries).nullish(),
  retry_backoff: baseBooleanSchema.nullish(),
  retry_jitter: baseBooleanSchema.nullish(),
  retry_backoff_max: baseIntegerSchema(maxSeconds).nullish(),
  retry_countdown: baseIntegerSchema(maxSeconds).nullish(),
});

/** One entry of `app_variables`. */
export const appVariableSchema = z.looseObject({
  name: z.string().min(1),
  value: jsonValueSchema.optional(),
  description: z.string().nullish(),
  required: baseBooleanSchema.nullish(),
  sample_value: jsonValueSchema.optional(),
  default_value: jsonValueSchema.optional(),
});

/** `layout`: where cards, groups and notes lie. */
export const layoutSchema = z.looseObject({
  version: z.literal(1),
  steps: z.array(z.looseObject({ id: z.string().optional(), step: z.string(), x: z.number(), y: z.number() })),
  groups: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      colour: z.string(),
      steps: z.array(z.string()),
      parent: z.string().optional(),
      folded: z.boolean(),
    }),
  ),
  notes: z.array(
    z.looseObject({
      id: z.string(),
      text: z.string(),
      x: z.number(),
      y: z.number(),
      w: z.number(),
      h: z.number(),
      colour: z.string(),
      step: z.string().optional(),
    }),
  ),
});

/** An application that can run; one that can only be imported may have less. */
export const applicationSchema = z.looseObject({
  name: z.string().optional(),
  friendly_name: z.string().nullish(),
  description: z.string().nullish(),
  author: z.string().nullish(),
  version: z.string().nullish(),
  configuration: z.string().nullish(),
  queue: z.string().nullish(),
  generate_report: baseBooleanSchema.nullish(),
  app_variables: z.array(appVariableSchema),
  steps: z.array(stepEntrySchema).min(1),
  syncpack_versions: z.record(z.string(), z.string()).optional(),
  layout: layoutSchema.optional(),
});

/** A configuration. */
export const configurationSchema = z.looseObject({
  name: z.string().optional(),
  friendly_name: z.string().nullish(),
  author: z.string().nullish(),
  description: z.string().nullish(),
  version: z.string().nullish(),
  configuration_data: z.array(
    z.looseObject({
      name: z.string(),
      value: jsonValueSchema.optional(),
      encrypted: baseBooleanSchema.nullish(),
    }),
  ),
});

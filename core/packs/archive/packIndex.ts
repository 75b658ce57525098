import { z } from "zod";
import { stepManifestSchema } from "../../model/schemas/manifestSchemas.ts";

/** The file of an archive that says what was built; made by `buildPack`. */
export const indexPath = "manifests.json";

/** Counts up when the index comes to say something else. */
const format = 1;

export const packIndexSchema = z.strictObject({
  format: z.literal(format),
  steps: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,127}$/),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        manifest: stepManifestSchema,
      }),
    )
    .max(2_000),
  dependencies: z
    .array(z.strictObject({ name: z.string(), version: z.string(), license: z.string(), installScripts: z.boolean() }))
    .max(5_000),
});

export type PackIndex = z.infer<typeof packIndexSchema>;

export function formatIndex(index: Omit<PackIndex, "format">): string {
  return `${JSON.stringify({ format, ...index }, undefined, 1)}\n`;
}

/** Where an archive keeps the compiled module of a step class. */
export function modulePath(file: string): string {
  return `modules/${file}.mjs`;
}

import { resolve } from "node:path";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ClassFiles } from "../../service/ports/StepClasses.ts";
import { withReader } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";

/** The texts of a step class and of all it imports by path, or why it cannot be taken along. */
export type ClassTexts = ClassFiles | SluiceError;

/** Reads the step classes in some files of this computer; a file without one is left out. Runs nothing of them. */
export async function readClasses(
  files: readonly string[],
  options: CommonOptions,
): Promise<ReadonlyMap<string, ClassTexts>> {
  if (files.length === 0) return new Map();
  return withReader(options, async ({ services }) => {
    const found = new Map<string, ClassTexts>();
    for (const file of files) {
      try {
        const texts = await services.stepClasses.readFiles(resolve(file));
        if (texts !== undefined) found.set(file, texts);
      } catch (error) {
        if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
        found.set(file, error);
      }
    }
    return found;
  });
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Names of the step classes of a pack, without `.ts`, by name: the modules in its `steps` with a default export. */
export function listStepFiles(folder: string): string[] {
  const steps = join(folder, "steps");
  return readdirSync(steps)
    .filter((file) => file.endsWith(".ts") && !/\.(?:test|d)\.ts$/.test(file))
    .filter((file) => /\bexport\s+default\b|\bas\s+default\b/.test(readFileSync(join(steps, file), "utf8")))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

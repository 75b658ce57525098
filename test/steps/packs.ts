import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

export const packsFolder = fileURLToPath(new URL("../../core/steps/", import.meta.url));
export const examplesFolder = fileURLToPath(new URL("../../assets/examples/", import.meta.url));

/** One first-party pack and what hangs on it. */
export interface Pack {
  name: string;
  folder: string;
  /** Names of its step classes. */
  steps: string[];
  /** Where its tests are. */
  tests: string;
}

export const packs: Pack[] = readdirSync(packsFolder).map((name) => {
  const folder = join(packsFolder, name, "/");
  const steps = readdirSync(join(folder, "steps")).map((file) => basename(file, ".ts"));
  return { name, folder, steps, tests: fileURLToPath(new URL(`${name}/steps/`, import.meta.url)) };
});

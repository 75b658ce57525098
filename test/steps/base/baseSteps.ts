import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the pack and what hangs on it. */
export const packFolder = fileURLToPath(new URL("../../../core/steps/base/", import.meta.url));
export const examplesFolder = fileURLToPath(new URL("../../../assets/examples/", import.meta.url));
export const testFolder = fileURLToPath(new URL("steps/", import.meta.url));

/** Names of the step classes of the pack. */
export const baseSteps = readdirSync(`${packFolder}steps`).map((file) => basename(file, ".ts"));

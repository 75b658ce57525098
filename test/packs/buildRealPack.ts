import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildPackFolder } from "../../core/packTasks.ts";
import { patientClock } from "../support/patientClock.ts";

export interface PackFiles {
  meta: { name: string; version: string } & Record<string, unknown>;
  /** Code of step classes by name. */
  steps: Record<string, string>;
  /** Further files by path. */
  files?: Record<string, string | Uint8Array>;
}

/** Builds a pack in a folder of the test, as `sluice pack build` does, and gives its archive. */
export async function buildRealPack(
  parent: string,
  { meta, steps, files = {} }: PackFiles,
  options: { parents?: string[]; externals?: string[] } = {},
): Promise<Buffer> {
  const folder = join(parent, `${meta.name}-${meta.version}`);
  const texts: Record<string, string | Uint8Array> = {
    "meta.json": JSON.stringify(meta),
    ...Object.fromEntries(Object.entries(steps).map(([name, code]) => [`steps/${name}.ts`, code])),
    ...files,
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const cacheFolder = join(tmpdir(), "sluice-test-compile-cache");
  const { path } = await buildPackFolder(folder, { out: parent, clock: patientClock, cacheFolder, ...options });
  return readFileSync(path);
}

/** A step class that saves what an expression gives. */
export function stepCode(name: string, value: string): string {
  return `import { BaseStep } from "sluice";
export default class ${name} extends BaseStep {
  override friendlyName = "${name}";
  override async execute() {
    await this.saveDataForNextStep(${value});
  }
}
`;
}

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildUi } from "../../../core/cli/bin/buildUi.mjs";
import { openHost } from "../../../core/host.ts";
import { everyKind, manyFields } from "../../renderer/support/everyKind.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
export const pageFolder = join(root, ".tmp", "e2e-page");

/** Builds the test page with the editor's own configuration, and writes the manifests of the real step classes beside it, with those of the tests. */
export async function buildPage(): Promise<void> {
  const isNew = await buildUi({ page: join(root, "test", "e2e", "page"), outDir: pageFolder });
  if (!isNew && existsSync(join(pageFolder, "manifests.json"))) return;
  writeFileSync(
    join(pageFolder, "manifests.json"),
    JSON.stringify([...(await readManifests()), everyKind, manyFields]),
  );
}

async function readManifests(): Promise<unknown[]> {
  const dataFolder = join(root, ".tmp", "e2e-data");
  mkdirSync(dataFolder, { recursive: true });
  const host = await openHost({
    mode: "owner",
    dataFolder,
    cacheFolder: join(root, ".tmp", "e2e-cache"),
    stepFolders: [],
    key: undefined,
    onBug: (error) => {
      throw error;
    },
  });
  try {
    const { stepClasses } = host.services;
    const names = stepClasses.listNames();
    const loaded = await Promise.all(names.map((name) => stepClasses.load(name, undefined, { read: true })));
    return loaded.flatMap((one) => ("manifest" in one && one.manifest !== undefined ? [one.manifest] : []));
  } finally {
    await host.close();
  }
}

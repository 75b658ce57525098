import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SyncPackMeta } from "../model/SyncPackMeta.ts";
import type { SyncPack, SyncPackSource } from "../service/ports/SyncPackSource.ts";

/** The packs in a folder: one folder each, with a `meta.json`, `steps` and perhaps `apps`. They are read once. */
export function createSyncPackSource(packFolder: string): SyncPackSource {
  let packs: SyncPack[] | undefined;
  return {
    list() {
      packs ??= readdirSync(packFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => readPack(join(packFolder, entry.name)))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      return packs;
    },
  };
}

function readPack(folder: string): SyncPack {
  const meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as SyncPackMeta;
  const { name, friendly_name: friendlyName, version, summary, description, author, tags } = meta;
  const content = {
    steps: listNames(join(folder, "steps"), ".ts"),
    applications: listNames(join(folder, "apps"), ".json"),
  };
  return { name, friendlyName, version, summary, description, author, tags, ...content };
}

function listNames(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

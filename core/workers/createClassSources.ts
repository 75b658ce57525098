import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SluiceError } from "../base/SluiceError.ts";
import type { ClassSource, ClassSources } from "../service/ports/ClassSources.ts";
import { FileMemory } from "./FileMemory.ts";

export interface ClassSourcesOptions {
  /** Holds one folder per pack, each with a `meta.json` and a folder `steps`. */
  packFolder: string;
  /** Folders of the user, for this process only. */
  stepFolders: string[];
}

/** Finds step classes in the folders of the packs and of the user; every `.ts` file is one by its name. */
export function createClassSources({ packFolder, stepFolders }: ClassSourcesOptions): ClassSources {
  let packs: ClassSource[] | undefined;
  const lists = new FileMemory<ClassSource[]>();
  // Every class of every run is looked for here.
  const listOnce = (folder: string): ClassSource[] => {
    const known = lists.find(folder);
    if (known !== undefined) return known;
    const readAt = Date.now();
    const list = listFolder(folder);
    lists.keep(folder, list, { paths: [folder], readAt });
    return list;
  };
  return {
    list() {
      packs ??= listPacks(packFolder);
      return [...packs, ...stepFolders.flatMap((folder) => listOnce(resolve(folder)))];
    },
    async read(path) {
      try {
        return await readFile(path, "utf8");
      } catch (cause) {
        throw new SluiceError("not_found", `There is no step class file ${path}.`, { details: { path }, cause });
      }
    },
  };
}

function listPacks(packFolder: string): ClassSource[] {
  return readdirSync(packFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const folder = join(packFolder, entry.name);
      const { name, version } = readMeta(join(folder, "meta.json"));
      return listFiles(join(folder, "steps")).map((file) => ({
        ...file,
        syncpack: name,
        version,
        owner: `the SyncPack ${name}`,
      }));
    });
}

function readMeta(path: string): { name: string; version: string } {
  return JSON.parse(readFileSync(path, "utf8")) as { name: string; version: string };
}

function listFolder(folder: string): ClassSource[] {
  return listFiles(folder).map((file) => ({
    ...file,
    syncpack: undefined,
    version: undefined,
    owner: `the folder ${folder}`,
  }));
}

function listFiles(folder: string): { file: string; path: string }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .filter((name) => /\.m?ts$/.test(name) && !/\.(d|test)\.m?ts$/.test(name))
      .sort()
      .map((name) => ({ file: name.replace(/\.m?ts$/, ""), path: join(folder, name) }));
  } catch (cause) {
    throw new SluiceError("not_found", `There is no folder ${folder} with step classes.`, {
      details: { folder },
      cause,
    });
  }
}

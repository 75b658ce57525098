import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { PackArchive, PackEnvironments } from "../../service/ports/PackArchives.ts";
import { installPackages } from "../externals/installPackages.ts";
import { lockPath, parsePackageLock } from "../externals/packageLock.ts";

/** What is not whole yet has a name that begins with this. */
const unfinished = ".new-";

/** The folder of each installed pack below one folder, named by pack, version and content. */
export function createPackEnvironments({ folder }: { folder: string }): PackEnvironments {
  const root = resolve(folder);
  const folderOf: PackEnvironments["folderOf"] = ({ name, version, hash }) =>
    join(root, `${name}-${version}-${hash.slice(0, 16)}`);
  /** Where what is unpacked waits to be built, by the folder that it becomes. */
  const waiting = new Map<string, string>();
  const targetOf = (archive: PackArchive): string => folderOf({ ...archive.meta, hash: archive.hash });
  const drop = async (target: string): Promise<void> => {
    const temporary = waiting.get(target);
    waiting.delete(target);
    // What was stopped may still be on its way out of it.
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  };
  const unpack = async (archive: PackArchive): Promise<void> => {
    const target = targetOf(archive);
    if (existsSync(target) || waiting.has(target)) return;
    // A name of its own each time: npm may outlive a host that was killed, and goes on where it was.
    const temporary = join(root, `${unfinished}${randomUUID()}`);
    try {
      await writeFiles(temporary, archive);
      waiting.set(target, temporary);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
      throw error;
    }
  };
  return {
    folderOf,
    has: (pack) => existsSync(folderOf(pack)),
    unpack,
    async build(archive, options = {}) {
      const target = targetOf(archive);
      if (existsSync(target)) return target;
      await unpack(archive);
      const temporary = waiting.get(target) ?? "";
      try {
        if (archive.files.some(({ path }) => path === lockPath)) {
          const lock = parsePackageLock(new TextDecoder().decode(archive.read(lockPath)));
          await installPackages(temporary, { ...options, lock });
        }
        await rename(temporary, target);
      } catch (error) {
        await drop(target);
        throw error;
      }
      waiting.delete(target);
      return target;
    },
    async remove(pack) {
      const target = folderOf(pack);
      await drop(target);
      const gone = join(root, `${unfinished}${randomUUID()}`);
      if (!existsSync(target)) return;
      // No half of it is ever found under its name.
      await rename(target, gone);
      await rm(gone, { recursive: true, force: true });
    },
  };
}

/**
 * Deletes what a host that was killed left unfinished. Only the owner of the data folder may. What npm still writes to goes
 * at the next start.
 */
export function sweepPackEnvironments({ folder }: { folder: string }): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(unfinished)) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // It stands in nobody's way.
    }
  }
}

/** Every file only to be read, and on the disk before the folder gets its name. */
async function writeFiles(root: string, archive: PackArchive): Promise<void> {
  for (const { path } of archive.files) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const file = await open(target, "wx", 0o400);
    try {
      await file.writeFile(archive.read(path));
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

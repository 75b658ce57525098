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
  return {
    folderOf,
    has: (pack) => existsSync(folderOf(pack)),
    async unpack(archive, source = {}) {
      const target = folderOf({ ...archive.meta, hash: archive.hash });
      if (existsSync(target)) return target;
      const temporary = join(root, `${unfinished}${randomUUID()}`);
      try {
        await writeFiles(temporary, archive);
        if (archive.files.some(({ path }) => path === lockPath)) {
          const lock = parsePackageLock(new TextDecoder().decode(archive.read(lockPath)));
          await installPackages(temporary, { lock, source });
        }
        await rename(temporary, target);
      } catch (error) {
        // What was stopped may still be on its way out of it.
        await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
        throw error;
      }
      return target;
    },
    async remove(pack) {
      const gone = join(root, `${unfinished}${randomUUID()}`);
      if (!existsSync(folderOf(pack))) return;
      // No half of it is ever found under its name.
      await rename(folderOf(pack), gone);
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

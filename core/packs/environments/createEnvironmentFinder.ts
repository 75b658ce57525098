import { isAbsolute, relative } from "node:path";
import { packEnvironment } from "../../model/packEnvironment.ts";
import type { PackContents } from "../../service/ports/PackArchives.ts";

/** A class of a run, as far as it says whose it is. */
export interface ClassOfRun {
  syncpack: string | undefined;
  packEnvironment?: string;
  hash: string;
  originFolder: string;
}

export interface KnownPacks {
  archives(): readonly PackContents[];
  isShipped(pack: string): boolean;
  /** The environment that a class of the user is kept with. */
  findOwn(hash: string): string | undefined;
  /** That of the environments of uploaded packs. */
  folder: string;
}

/**
 * Finds the environment in which a class runs. One of a run that was stored without it is that of the archive with just this
 * code; code of an uploaded pack whose archive is gone may do nothing.
 */
export function createEnvironmentFinder({
  archives,
  isShipped,
  findOwn,
  folder,
}: KnownPacks): (given: ClassOfRun) => string {
  const found = new Map<string, string>();
  // The attempts of a run come with one and the same reference.
  const known = new WeakMap<ClassOfRun, string>();
  const find = ({ hash, originFolder }: ClassOfRun, syncpack: string): string => {
    const archive = archives().find(
      ({ meta, steps }) => meta.name === syncpack && steps.some((step) => step.hash === hash),
    );
    if (archive !== undefined) return packEnvironment(archive);
    const way = relative(folder, originFolder);
    const isUploaded = !way.startsWith("..") && !isAbsolute(way);
    return isShipped(syncpack) && !isUploaded ? syncpack : `${syncpack}@`;
  };
  const findByKey = (given: ClassOfRun): string => {
    const { syncpack, packEnvironment, hash } = given;
    if (packEnvironment !== undefined) return packEnvironment;
    const key = `${syncpack} ${hash}`;
    const environment = found.get(key) ?? (syncpack === undefined ? (findOwn(hash) ?? "own") : find(given, syncpack));
    found.set(key, environment);
    return environment;
  };
  return (given) => {
    const last = known.get(given);
    if (last !== undefined) return last;
    const environment = findByKey(given);
    known.set(given, environment);
    return environment;
  };
}

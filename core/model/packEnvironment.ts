import type { PackPermissions, SyncPackMeta } from "./SyncPackMeta.ts";

/** An archive of a SyncPack, as far as its environment is named after it. `hash`: sha256 of its content. */
interface NamedArchive {
  meta: Pick<SyncPackMeta, "name" | "version">;
  hash: string;
}

/** Whose permissions count: every archive that is there. */
type ArchiveOfPack = NamedArchive & { meta: { permissions: PackPermissions } };

/**
 * Name of the environment in which code of an archive runs; another archive of the same version has another one. No environment
 * of other code has such a name.
 */
export function packEnvironment({ meta, hash }: NamedArchive): string {
  return `${meta.name}@${meta.version}+${hash}`;
}

/**
 * What code may do in an environment: what its archive says it needs, nothing when that was removed while a run with its code
 * goes on. Undefined = it is not of an uploaded pack, and has the rights of the user.
 */
export function environmentRights(
  environment: string,
  archives: readonly ArchiveOfPack[],
): PackPermissions | undefined {
  if (!environment.includes("@")) return undefined;
  return archives.find((archive) => packEnvironment(archive) === environment)?.meta.permissions ?? noRights;
}

const noRights: PackPermissions = { net: [], read: [], write: [], env: [], child_processes: false, native_code: false };

import type { StepManifest } from "../../model/StepManifest.ts";
import type { SyncPackMeta } from "../../model/SyncPackMeta.ts";

/** A step class as a SyncPack ships it. */
export interface PackedStep {
  /** Name of the class and of its file in `steps`. */
  file: string;
  /** sha256 of its compiled module. */
  hash: string;
  manifest: StepManifest;
}

/** An npm package whose code is in the modules of a SyncPack, or beside it. */
export interface PackDependency {
  name: string;
  version: string;
  /** As its package.json says; `""` = it says none. */
  license: string;
  /** Whether it has scripts that npm would run when it is installed. They were not run here. */
  installScripts: boolean;
  /** Installed beside the pack when it is activated; absent = its code is in the modules. */
  external?: boolean;
}

/** Where the packages that are installed beside a pack come from. */
export interface PackageSource {
  /** Absolute folder of tarballs; default: the registry that npm is set up for. */
  tarballs?: string | undefined;
  /** Names of packages whose scripts for their installation may run, with all rights of the user; default: none. */
  allowScripts?: readonly string[] | undefined;
}

/** Who watches a pack come into use. */
export interface PackProgress {
  /** A line for people; no secret may be in it. `detail`: what only those want to know who look closer. */
  log(message: string, kind?: "detail"): void;
  /** Ends the work. */
  signal: AbortSignal;
}

/** What a SyncPack holds, without the texts. */
export interface PackContents {
  meta: SyncPackMeta;
  /** sha256 of the archive. */
  hash: string;
  /** Every file with its size in bytes, by path. */
  files: { path: string; bytes: number }[];
  steps: PackedStep[];
  dependencies: PackDependency[];
  /** Names of files in `apps` and `configs`, without `.json`. */
  applications: string[];
  configurations: string[];
}

/** An archive that was read and found whole and safe. */
export interface PackArchive extends PackContents {
  read(path: string): Uint8Array;
}

/** Reads archives of SyncPacks. Runs nothing of them and writes nothing. */
export interface PackArchives {
  /** Throws `invalid_pack` with each reason. */
  read(bytes: Uint8Array): Promise<PackArchive>;
}

/** The folders in which installed packs lie, one for each version. */
export interface PackEnvironments {
  /** Unpacks an archive beside where its folder will be. Nothing happens when that is there. */
  unpack(archive: PackArchive): Promise<void>;
  /**
   * Makes what was unpacked the folder of an archive, with the packages beside it, whole or not at all, and gives its absolute
   * path. What is not unpacked is so first; nothing happens when the folder is there. Throws `packages_failed`.
   */
  build(archive: PackArchive, options?: Partial<PackProgress> & { source?: PackageSource }): Promise<string>;
  /** The folder an archive is unpacked in, or would be. */
  folderOf(pack: { name: string; version: string; hash: string }): string;
  has(pack: { name: string; version: string; hash: string }): boolean;
  /** Deletes the folder, and what was unpacked for it. */
  remove(pack: { name: string; version: string; hash: string }): Promise<void>;
}

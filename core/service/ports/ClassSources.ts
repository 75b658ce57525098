import type { StepManifest } from "../../model/StepManifest.ts";

/** A TypeScript file that may hold a step class: of a pack that ships or is installed, or of a folder given for this process. */
export interface ClassSource {
  /** The file's name without its ending. */
  file: string;
  /** The pack that holds it; undefined = a folder of the user. */
  syncpack: string | undefined;
  /** Of the pack; undefined = a folder of the user. */
  version: string | undefined;
  /** Absolute path. */
  path: string;
  /** Of an installed pack, which comes compiled and described; undefined = it ships with the program, or is in a folder. */
  installed?: InstalledClass;
  /** For messages: `SyncPack base_steps_syncpack`, or the folder. */
  owner: string;
}

/** What an installed SyncPack brings of a class beside its source. */
export interface InstalledClass {
  hash: string;
  manifest: StepManifest;
  /** Absolute path of the compiled module. */
  modulePath: string;
  /** Absolute folder of the pack. */
  folder: string;
  /** Whose workers run it, as `packEnvironment` names them. */
  environment: string;
}

/** Finds and reads the files of step classes. */
export interface ClassSources {
  /** Present on each call: files may come and go. Of the versions of a pack the newest comes first. */
  list(): ClassSource[];
  /** Throws `not_found`. */
  read(path: string): Promise<string>;
}

/** Remembers manifests by the hash of the compiled class, so that a second start loads no class only to describe it. */
export interface ManifestCache {
  find(hash: string): StepManifest | undefined;
  /** Never fails: a cache that cannot be written only costs time. */
  save(manifest: StepManifest): void;
}

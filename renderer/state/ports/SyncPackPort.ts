/** How far a version of a SyncPack has come; `shipped`: it came with the program. */
export type PackStage = "shipped" | "uploaded" | "active" | "installed" | "failed";

/** One version of a SyncPack. */
export interface PackVersion {
  name: string;
  friendlyName: string;
  version: string;
  summary: string;
  description: string;
  author: string;
  tags: readonly string[];
  /** Names of what it brings. */
  steps: readonly string[];
  applications: readonly string[];
  configurations: readonly string[];
  schedules: readonly string[];
  stage: PackStage;
  isActivated: boolean;
  isInstalled: boolean;
  /** Why activating or installing it failed last. */
  problem: string | undefined;
}

export interface PackDependency {
  name: string;
  version: string;
  /** `""` = it says none. */
  license: string;
  installScripts: boolean;
  /** Installed beside the pack when it is activated; else its code is in the modules. */
  external: boolean;
}

/** What a SyncPack says it needs beside its own folder. */
export interface PackRights {
  net: readonly string[];
  read: readonly string[];
  write: readonly string[];
  env: readonly string[];
  childProcesses: boolean;
  nativeCode: boolean;
}

/** Who vouches for an archive. `unknown`: nobody here can tell; `bad`: not what the known key signed. */
export type PackSignature =
  | { state: "none" }
  | { state: "known" | "bad"; keyId: string; name: string; comment: string }
  | { state: "unknown"; keyId: string };

/** A public key that is trusted to sign SyncPacks. */
export interface KnownKey {
  /** Whose it is. */
  name: string;
  /** The key as minisign writes it. */
  key: string;
}

/** What one should know of an archive before its code runs. */
export interface PackTrust {
  /** sha256 of the archive. */
  hash: string;
  signature: PackSignature;
  uploadedBy: string;
  /** ms since the epoch. */
  uploadedAt: number;
  files: readonly { path: string; bytes: number }[];
  dependencies: readonly PackDependency[];
  rights: PackRights;
  /** The rights that its workers are held to; of the others it only says them. */
  enforced: ReadonlySet<keyof PackRights>;
}

export interface PackDetails extends PackVersion {
  /** undefined = it came with the program. */
  trust: PackTrust | undefined;
  /** What would no longer work without this version. */
  usedBy: readonly PackUse[];
}

export interface PackUse {
  by: "application" | "schedule";
  name: string;
}

/** An application of the user with steps of a pack. */
export interface PackKeeper {
  application: string;
  /** The version it was published with; undefined = none in particular. */
  version: string | undefined;
}

/** What became of an application that was to move to another version. */
export interface PackMove {
  application: string;
  /** The version it kept; undefined = none in particular. */
  from: string | undefined;
  /** Why it stays; undefined = it was published, or kept that version already. */
  problems: readonly string[] | undefined;
}

export interface PackFile {
  bytes: number;
  /** undefined = it is no text, or too long to be shown. */
  text: string | undefined;
}

/** Where the npm packages beside a pack come from when it is activated. */
export interface PackageSource {
  /** Absolute folder of tarballs on the computer of the host; undefined = the registry that npm is set up for there. */
  tarballs: string | undefined;
  /** Names of packages whose scripts for their installation may run, with all rights of the host. */
  allowScripts: readonly string[];
}

/** A part of bringing a pack into use. */
export type PackWork = "activate" | "install";

/** The SyncPacks. Every call rejects with a sentence when it fails. */
export interface SyncPackPort {
  /** Every version of every pack, by name, the oldest version first. */
  list(): Promise<readonly PackVersion[]>;
  /** Without a version the newest in use. undefined = there is none of that name and version. */
  read(name: string, version: string | undefined): Promise<PackDetails | undefined>;
  /** A file of the archive; undefined = there is none. */
  readFile(name: string, file: { version: string | undefined; path: string }): Promise<PackFile | undefined>;
  /**
   * Keeps an archive; nothing of it runs. `replace`: also in place of another one that is not installed; `signature`: the text
   * of the file of minisign beside it.
   */
  upload(
    archive: Blob,
    options: { replace: boolean; signature: string | undefined; signal?: AbortSignal },
  ): Promise<PackVersion>;
  /** Starts the run that does it; resolves with its id. undefined = nothing was left to do. */
  bringIn(
    name: string,
    options: PackageSource & { version: string; works: readonly PackWork[] },
  ): Promise<string | undefined>;
  /** The published applications with steps of a pack, and the version that each keeps. */
  listKeepers(name: string): Promise<readonly PackKeeper[]>;
  /** Publishes applications with another version that is installed. */
  move(name: string, to: { version: string; applications: readonly string[] }): Promise<readonly PackMove[]>;
  /** The keys that are trusted to sign. */
  knownKeys(): Promise<readonly KnownKey[]>;
  setKnownKeys(keys: readonly KnownKey[]): Promise<void>;
  /** `force`: although something uses it. */
  remove(name: string, options: { version: string; force: boolean }): Promise<void>;
}

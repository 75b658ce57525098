/** A SyncPack that is there: what its `meta.json` says, and what it holds. */
export interface SyncPack {
  name: string;
  friendlyName: string;
  version: string;
  summary: string;
  description: string;
  author: string;
  tags: string[];
  /** Files of its step classes. */
  steps: string[];
  /** Names of its applications. */
  applications: string[];
}

/** Finds the packs that ship with the program. */
export interface SyncPackSource {
  list(): SyncPack[];
}

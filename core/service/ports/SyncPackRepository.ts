import type { PackContents } from "./PackArchives.ts";

/** How far a SyncPack has come; times in ms. */
export interface PackState {
  /** Since when it is unpacked; undefined = it is not. */
  activatedAt: number | undefined;
  /** Since when its content is registered; undefined = it is not. */
  installedAt: number | undefined;
  /** Why activating or installing it failed last. */
  problem: string | undefined;
}

/** One version of a SyncPack that was uploaded. */
export interface StoredPack extends PackState {
  contents: PackContents;
  uploadedAt: number;
  uploadedBy: string;
  /** The text of the signature that came with the archive; undefined = none did. */
  signature: string | undefined;
}

/** A document that came with a pack, whatever its version. */
export interface PackDocument {
  kind: "application" | "configuration" | "schedule";
  name: string;
}

/** SyncPacks that were uploaded, with their archives. */
export interface SyncPackRepository {
  /** By name, then in the order they came. */
  list(): StoredPack[];
  readArchive(name: string, version: string): Uint8Array | undefined;
  /** Adds a version, or puts another archive in its place; it is neither activated nor installed then. */
  save(
    pack: Pick<StoredPack, "contents" | "uploadedAt" | "uploadedBy" | "signature">,
    archive: Uint8Array,
  ): Promise<void>;
  /** Another signature for the same archive; nothing else changes. */
  setSignature(pack: Pick<StoredPack, "contents">, signature: string): Promise<void>;
  setState(pack: { name: string; version: string }, state: PackState): Promise<void>;
  delete(pack: { name: string; version: string }): Promise<void>;
  /** The pack that a document came with; undefined = it is the user's. */
  findOwner(document: PackDocument): string | undefined;
  listDocuments(pack: string): PackDocument[];
  /** Documents that belong to a pack from now on, all or none. */
  claim(pack: string, documents: readonly PackDocument[]): Promise<void>;
  /** Documents of a pack that belong to the user from now on, if they are there. */
  release(pack: string, documents: readonly PackDocument[]): Promise<void>;
}

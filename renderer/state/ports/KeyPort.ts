import type { OwnKeys } from "../keys/createKeyStore.ts";

/** Keeps the keys that each user gave to commands. Every call rejects with a sentence when it fails. */
export interface KeyPort {
  /** As it was kept; undefined = nothing was. */
  read(): Promise<unknown>;
  save(keys: OwnKeys): Promise<void>;
}

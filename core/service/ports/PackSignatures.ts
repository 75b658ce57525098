/** A public key that is trusted to sign SyncPacks. */
export interface KnownKey {
  /** Whose it is. */
  name: string;
  /** The key as minisign writes it, with its comment or without. */
  key: string;
}

/** What a signature beside an archive says of it. */
export interface SignatureFinding {
  /** `known`: made with a known key for these very bytes; `unknown`: nobody can tell; `bad`: not what the known key signed. */
  state: "known" | "unknown" | "bad";
  keyId: string;
  /** Of the known key. */
  name: string | undefined;
  /** What the signer wrote beside it; only of a known key it is the signer's word. */
  comment: string;
}

/** Detached signatures of archives: Ed25519 in the format of minisign. */
export interface PackSignatures {
  /** Throws `invalid_pack` when the text is no signature. */
  check(archive: Uint8Array, options: { signature: string; keys: readonly KnownKey[] }): SignatureFinding;
  /** The id in a public key; undefined = the text is none. */
  readKey(text: string): string | undefined;
}

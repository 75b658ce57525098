/** What a backup says of itself. */
export interface BackupManifest {
  version: 1;
  /** ms since the epoch. */
  createdAt: number;
  runs: number;
  blobs: number;
  /** Blobs that were deleted while the backup was made, with the runs they belonged to. */
  lostBlobs: number;
  /** Names the key of the encrypted values; empty = there was none. */
  keyId: string;
  /** The key under a passphrase (`sealKey`); absent = not part of the backup. */
  sealedKey?: string;
}

/** The tables that a backup has beside those of the database it is a copy of. */
export const backupTables = `
CREATE TABLE backup_manifest (json TEXT NOT NULL) STRICT;
CREATE TABLE backup_blobs (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;
CREATE TABLE backup_parts (name TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, part)) STRICT;
`;

/** Bytes of a blob in one row: the memory that a backup takes. */
export const partBytes = 1024 * 1024;

/** What the file of a blob may be called: nothing that leads out of its folder. */
export const blobName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

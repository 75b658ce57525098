/** A backup that lies in a file until it is thrown away. */
export interface BackupFile {
  path: string;
  /** Size. */
  bytes: number;
  dispose(): Promise<void>;
}

/** Makes backups to be taken away. */
export interface BackupFiles {
  /** With a passphrase the vault key is part of it, sealed. Rejects `wrong_use`, `key_missing`. */
  create(passphrase: string | undefined): Promise<BackupFile>;
}

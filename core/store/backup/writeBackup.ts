import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { type Connection, connect } from "../connect.ts";
import { createPrivateFile } from "../dataFolder.ts";
import { type BackupManifest, backupTables, partBytes } from "./backupFormat.ts";

export interface WriteBackupOptions {
  database: string;
  blobFolder: string;
  /** Must not exist. */
  file: string;
  now: number;
  keyId: string;
  sealedKey: string | undefined;
}

/**
 * Copies a database as it is at this moment, also while others write, and the blobs it names, into one file: a database
 * itself, with the blobs in a table. Synchronous and long: for a thread of its own. On disk when it returns.
 */
export function writeBackup(options: WriteBackupOptions): BackupManifest {
  createPrivateFile(options.file);
  // A connection for reading only could not write the copy either; nothing of the source is changed.
  const source = connect(options.database, { busyMs: 5000 });
  try {
    source.pragma("auto_vacuum = INCREMENTAL");
    source.prepare("VACUUM INTO ?").run(options.file);
  } finally {
    source.close();
  }
  const copy = connect(options.file, { busyMs: 0 });
  try {
    copy.pragma("journal_mode = DELETE");
    copy.pragma("synchronous = OFF");
    copy.pragma("foreign_keys = ON");
    copy.exec("BEGIN");
    copy.exec(backupTables);
    // They are processes of this machine at this moment.
    copy.exec("DELETE FROM worker_processes");
    const { kept, lost } = addBlobs(copy, options.blobFolder);
    const manifest: BackupManifest = {
      version: 1,
      createdAt: options.now,
      runs: Number(copy.prepare("SELECT count(*) FROM runs").pluck().get()),
      blobs: kept,
      lostBlobs: lost,
      keyId: options.keyId,
      ...(options.sealedKey === undefined ? {} : { sealedKey: options.sealedKey }),
    };
    copy.prepare("INSERT INTO backup_manifest (json) VALUES (?)").run(JSON.stringify(manifest));
    copy.exec("COMMIT");
    return manifest;
  } finally {
    copy.close();
    sync(options.file);
  }
}

function addBlobs(copy: Connection, folder: string): { kept: number; lost: number } {
  const names = copy.prepare("SELECT id FROM blobs ORDER BY id").pluck().all() as string[];
  const insert = copy.prepare("INSERT INTO backup_blobs (name, sha256) VALUES (?, ?)");
  const part = copy.prepare("INSERT INTO backup_parts (name, part, bytes) VALUES (?, ?, ?)");
  // Runs may expire after the database was copied: their outputs then count as expired in the copy, too.
  const forget = ["outputs WHERE blob = ?", "pins WHERE blob = ?", "blobs WHERE id = ?"].map((text) =>
    copy.prepare(`DELETE FROM ${text}`),
  );
  const buffer = Buffer.alloc(partBytes);
  let lost = 0;
  for (const name of names) {
    const file = openExisting(join(folder, name));
    if (file === undefined) {
      for (const statement of forget) statement.run(name);
      lost += 1;
      continue;
    }
    try {
      const hash = createHash("sha256");
      for (let index = 0; ; index += 1) {
        const bytes = buffer.subarray(0, readSync(file, buffer, 0, partBytes, null));
        if (bytes.length === 0) break;
        hash.update(bytes);
        part.run(name, index, bytes);
      }
      insert.run(name, hash.digest("hex"));
    } finally {
      closeSync(file);
    }
  }
  return { kept: names.length - lost, lost };
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function sync(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

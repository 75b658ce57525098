import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "./connect.ts";

/**
 * Deletes the blob files that no row names: those of an attempt or a pruning that a crash cut short, temporary ones included.
 * Only for the owner of the folder and before anything runs, because a blob is written before its row.
 */
export function sweepBlobs(connection: Connection, blobFolder: string): void {
  const files = readdirSync(blobFolder);
  if (files.length === 0) return;
  const known = new Set(connection.prepare("SELECT id FROM blobs").pluck().all());
  for (const file of files) {
    if (!known.has(file)) rmSync(join(blobFolder, file), { recursive: true, force: true });
  }
}

/** The thread in which a backup is written, so that the host goes on answering. */
import { parentPort, workerData } from "node:worker_threads";
import { toPlainError } from "../toStoreError.ts";
import { type WriteBackupOptions, writeBackup } from "./writeBackup.ts";

try {
  parentPort?.postMessage({ manifest: writeBackup(workerData as WriteBackupOptions) });
} catch (error) {
  parentPort?.postMessage({ error: toPlainError(error) });
}

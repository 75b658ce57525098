import { type OwnerHost, openHost, type ReaderHost } from "../host.ts";
import type { FolderLock } from "../lockFolder.ts";
import { cacheFolderOf, dataFolderOf } from "./dataFolderOf.ts";
import type { CommonOptions } from "./options.ts";

interface Wish extends CommonOptions {
  steps?: string[];
  /** That of the data folder, when this command has it already. */
  lock?: FolderLock;
  /** Before the data folder is opened: a faulty fault handler would hide it. */
  onBug?(error: unknown): void;
  /** How long running steps may go on when the command ends, ms. */
  graceMs?: number;
}

/** Opens the data folder for one command that reads, beside anyone, and closes it whatever happens. */
export async function withReader<T>(wish: Wish, use: (host: ReaderHost) => Promise<T> | T): Promise<T> {
  const host = await openHost({ ...hostOptions(wish), mode: "reader" });
  try {
    return await use(host);
  } finally {
    await host.close();
  }
}

/** Owns the data folder for one command and gives it free whatever happens. Throws `data_folder_in_use`. */
export async function withOwner<T>(wish: Wish, use: (host: OwnerHost) => Promise<T> | T): Promise<T> {
  const host = await openHost({ ...hostOptions(wish), mode: "owner" });
  try {
    return await use(host);
  } finally {
    await host.close(wish.graceMs === undefined ? {} : { graceMs: wish.graceMs });
  }
}

function hostOptions(wish: Wish) {
  return {
    dataFolder: dataFolderOf(wish),
    cacheFolder: cacheFolderOf(),
    stepFolders: wish.steps ?? [],
    key: process.env.SLUICE_KEY,
    lock: wish.lock,
    onBug: wish.onBug ?? reportBug,
  };
}

function reportBug(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`sluice: a fault in the program, please report it: ${text}\n`);
}

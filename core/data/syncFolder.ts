import { open } from "node:fs/promises";

/** Makes the names in a folder durable, such as that of a file that was renamed into it. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has no handle on a folder that could be synced; its rename is journalled.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { DesktopFile } from "../preload/DesktopBridge.ts";

/** Larger files go through the command line, bytes. */
const largest = 256 * 2 ** 20;

/** The files of paths, in their order; those that cannot be read go to `onRefused` with a reason. */
export async function readFiles(
  paths: readonly string[],
  onRefused: (path: string, reason: string) => void,
): Promise<DesktopFile[]> {
  const files: DesktopFile[] = [];
  for (const path of paths) {
    try {
      const { size } = await stat(path);
      if (size > largest) throw new Error('It is larger than 256 MB: "sluice import" takes it.');
      files.push({ name: basename(path), bytes: await readFile(path) });
    } catch (error) {
      onRefused(path, error instanceof Error ? error.message : String(error));
    }
  }
  return files;
}

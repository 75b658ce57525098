import { resolve } from "node:path";
import type { DesktopFile } from "../preload/DesktopBridge.ts";
import { readFiles } from "./readFiles.ts";

/** The documents that a command line names, as whole paths. */
export function readDocumentPaths(argv: readonly string[], folder: string): string[] {
  return argv.filter((text) => !text.startsWith("-") && /\.json$/i.test(text)).map((text) => resolve(folder, text));
}

/** Files that the system handed over, until a page takes them. */
export class HandedFiles {
  private paths: string[] = [];
  private readonly onRefused: (path: string, reason: string) => void;

  constructor(onRefused: (path: string, reason: string) => void) {
    this.onRefused = onRefused;
  }

  add(paths: readonly string[]): void {
    this.paths.push(...paths);
  }

  /** Each file is given once. */
  take(): Promise<DesktopFile[]> {
    return readFiles(this.paths.splice(0), this.onRefused);
  }
}

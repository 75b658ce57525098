import { posix } from "node:path";
import type { RemoteFile, RemoteFiles } from "./RemoteFiles.ts";

/** The files or folders below a folder whose path within it fits a pattern, by path. Folders deeper than the pattern are not looked into. */
export async function globFiles(
  files: RemoteFiles,
  { folder, pattern, kind }: { folder: string; pattern: string; kind: "file" | "folder" },
): Promise<RemoteFile[]> {
  const depth = pattern.includes("**") ? Number.POSITIVE_INFINITY : pattern.split("/").length;
  const found: RemoteFile[] = [];
  const open = [{ path: folder, level: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const file of await files.list(next.path)) {
      if (file.kind === kind && posix.matchesGlob(posix.relative(folder, file.path), pattern)) found.push(file);
      if (file.kind === "folder" && next.level < depth) open.push({ path: file.path, level: next.level + 1 });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

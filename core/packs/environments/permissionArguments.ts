import { isAbsolute } from "node:path";
import type { PackPermissions } from "../../model/SyncPackMeta.ts";

/**
 * The arguments with which Node lets a worker do what a pack says it needs and no more: files, other programs, native code.
 * Node 24 cannot hold it back from the network. `read` and `write`: absolute folders that every worker needs.
 */
export function permissionArguments(
  permissions: Pick<PackPermissions, "read" | "write" | "child_processes"> &
    Partial<Pick<PackPermissions, "native_code">>,
  needed: { read: readonly string[]; write: readonly string[] },
): string[] {
  const read = [...needed.read, ...permissions.read.filter(isPath)];
  const write = [...needed.write, ...permissions.write.filter(isPath)];
  return [
    "--permission",
    // For the watchdog, which is a thread; step code can start none.
    "--allow-worker",
    "--disable-warning=SecurityWarning",
    ...read.map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
    ...(permissions.child_processes ? ["--allow-child-process"] : []),
    // Absent in what was stored before there was this right.
    ...(permissions.native_code === true ? ["--allow-addons"] : []),
  ];
}

function isPath(path: string): boolean {
  return isAbsolute(path) || path === "*";
}

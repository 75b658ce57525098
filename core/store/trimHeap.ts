import type { Connection } from "./connect.ts";

/** As it is; its types lack the name of the function. */
type Loader = Pick<Connection, never> & { loadExtension(path: string, entryPoint: string): void };

/**
 * Gives pages between the blocks in use back to the system. The C library of Linux keeps them, some 25 MB after a busy hour, until
 * its `malloc_trim` is called, and Node has no way to that; SQLite has one, for it calls a function of a library by its name.
 * Where there is no such function nothing happens.
 */
export function trimHeap(connection: Connection): void {
  if (process.platform !== "linux") return;
  try {
    (connection as Loader).loadExtension("libc.so.6", "malloc_trim");
  } catch {
    // It answers 1 when it gave something back, which SQLite takes for a failure.
  }
}

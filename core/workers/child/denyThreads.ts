import { createRequire, syncBuiltinESMExports } from "node:module";

/** From now on this process starts no thread; those it has go on. */
export function denyThreads(): void {
  const threads = createRequire(import.meta.url)("node:worker_threads") as { Worker: unknown };
  threads.Worker = class Worker {
    constructor() {
      throw Object.assign(new Error("Step code of a SyncPack starts no threads"), { code: "ERR_ACCESS_DENIED" });
    }
  };
  syncBuiltinESMExports();
}

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "./base/Clock.ts";
import { environmentRights } from "./model/packEnvironment.ts";
import type { PackPermissions } from "./model/SyncPackMeta.ts";
import { permissionArguments } from "./packs/environments/permissionArguments.ts";
import { defaultSettings } from "./service/settings/createEngineSettings.ts";
import type { Store } from "./store/Store.ts";
import { createWorkerPool } from "./workers/createWorkerPool.ts";
import type { WorkerPool } from "./workers/WorkerPool.ts";

const programFolder = dirname(fileURLToPath(new URL("../package.json", import.meta.url)));

/** The workers of a host, each with the rights of what it runs; those of an owner are recorded for as long as they live. */
export function createHostPool(parts: {
  store: Store;
  clock: Clock;
  cacheFolder: string;
  onBug(error: unknown): void;
}): WorkerPool {
  const { store, clock, cacheFolder, onBug } = parts;
  const base = {
    clock,
    memoryMb: defaultSettings.memoryMb,
    compileCacheFolder: join(cacheFolder, "node"),
    nodeArguments: (environment: string) => argumentsFor(environment, { store, cacheFolder }),
    variables: (environment: string) => rightsOf(environment, store)?.env ?? [],
  };
  if (store.mode === "reader") return createWorkerPool(base);
  const started = new Map<number, string>();
  return createWorkerPool({
    ...base,
    async recordWorker(pid, startTime) {
      started.set(pid, startTime);
      await store.workers.record({ pid, startTime });
    },
    forgetWorker(pid) {
      const startTime = started.get(pid);
      if (startTime === undefined) return;
      started.delete(pid);
      store.workers.forget({ pid, startTime }).catch(onBug);
    },
  });
}

function rightsOf(environment: string, store: Store): PackPermissions | undefined {
  return environmentRights(
    environment,
    store.syncPacks.list().map(({ contents }) => contents),
  );
}

/** Workers of an uploaded pack may do what it says it needs; others have the rights of the user. */
function argumentsFor(environment: string, { store, cacheFolder }: { store: Store; cacheFolder: string }): string[] {
  const rights = rightsOf(environment, store);
  if (rights === undefined) return [];
  const { blobs, environments } = store.folder;
  return permissionArguments(rights, {
    read: [programFolder, cacheFolder, environments, blobs],
    write: [join(cacheFolder, "node"), blobs],
  });
}

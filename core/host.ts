import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHostApis, type HostApis } from "./api/createHostApis.ts";
import { readAbout } from "./api/readAbout.ts";
import type { Clock } from "./base/Clock.ts";
import type { Unsubscribe } from "./base/Emitter.ts";
import type { Random } from "./base/Random.ts";
import { createHostPool } from "./createHostPool.ts";
import { createDigests } from "./crypto/createDigests.ts";
import { createOneTimeCodes } from "./crypto/createOneTimeCodes.ts";
import { createPasswordHasher, type ScryptCost } from "./crypto/createPasswordHasher.ts";
import { systemRandom } from "./crypto/systemRandom.ts";
import { dataCodec } from "./data/dataCodec.ts";
import { createEngine } from "./engine/createEngine.ts";
import type { Engine } from "./engine/Engine.ts";
import type { StepCache } from "./engine/ports/EnginePorts.ts";
import type { ClassReference } from "./engine/ports/StepWorkers.ts";
import type { RunEvent } from "./engine/RunEvent.ts";
import type { Diagnostics } from "./model/Diagnostics.ts";
import { createOAuthClient } from "./oauth/createOAuthClient.ts";
import { createSignInDoors } from "./oauth/createSignInDoors.ts";
import { createPackArchives } from "./packs/archive/createPackArchives.ts";
import { createInstalledSources } from "./packs/createInstalledSources.ts";
import { createEnvironmentFinder } from "./packs/environments/createEnvironmentFinder.ts";
import { createExtendedFinder } from "./packs/environments/createExtendedFinder.ts";
import { createPackEnvironments, sweepPackEnvironments } from "./packs/environments/createPackEnvironments.ts";
import { createPackSignatures } from "./packs/signatures/createPackSignatures.ts";
import { createRunServices, createServices, type Services } from "./service/createServices.ts";
import { createDiagnosticsReader } from "./service/diagnostics/createDiagnosticsReader.ts";
import type { Environment } from "./service/ports/Environment.ts";
import type { RunService } from "./service/runs/RunService.ts";
import type { ServicePorts } from "./service/ServicePorts.ts";
import { Scheduler } from "./service/schedules/Scheduler.ts";
import { createEngineSettings, defaultSettings } from "./service/settings/createEngineSettings.ts";
import type { PackRunService } from "./service/syncPacks/PackRunService.ts";
import { PackSteps } from "./service/syncPacks/PackSteps.ts";
import { createReportRetention } from "./service/upkeep/createReportRetention.ts";
import { createRequestKeyRetention } from "./service/upkeep/createRequestKeyRetention.ts";
import { createRetention } from "./service/upkeep/createRetention.ts";
import { createTrashRetention } from "./service/upkeep/createTrashRetention.ts";
import { Housekeeper } from "./service/upkeep/Housekeeper.ts";
import type { UpkeepTask } from "./service/upkeep/UpkeepTask.ts";
import type { FolderLock } from "./store/acquireLock.ts";
import { createBackupFiles } from "./store/backup/createBackupFiles.ts";
import { openStore } from "./store/openStore.ts";
import type { Store } from "./store/Store.ts";
import { collectAtRest } from "./workers/collectAtRest.ts";
import { createClassSources } from "./workers/createClassSources.ts";
import { createManifestCache } from "./workers/createManifestCache.ts";
import { createStepCompiler } from "./workers/createStepCompiler.ts";
import { createStepValues } from "./workers/createStepValues.ts";
import { createSyncPackSource } from "./workers/createSyncPackSource.ts";
import { listParents } from "./workers/extendable.ts";
import { killSurvivor, type ProcessIdentity } from "./workers/processIdentity.ts";
import type { WorkerPool } from "./workers/WorkerPool.ts";
import { withRestoredClasses } from "./workers/withRestoredClasses.ts";

export interface HostOptions {
  dataFolder: string;
  /** `owner`: alone, may run and write. `reader`: beside anyone, changes nothing. */
  mode: "owner" | "reader";
  /** Folders with step classes, for this process only. */
  stepFolders?: string[];
  /** Attempts at once by queue; wins over the settings. */
  queues?: Record<string, number>;
  /** The vault key as text; default: the key file of the data folder. */
  key?: string | undefined;
  /** What `$ENV(...)` of a configuration may name, once a setting allows it; default: the environment of this process. */
  environment?: Record<string, string | undefined>;
  /** Highest number of pages (4 KB each) of the database; without it only the disk is the limit. */
  maxPages?: number | undefined;
  /** Folder for the compiled code of packs, and for all of a data folder that does not exist yet. */
  cacheFolder: string;
  /** Of the hashes of passwords; default: what is recommended. */
  passwordCost?: ScryptCost;
  clock?: Clock;
  random?: Random;
  /** That of the data folder, when this owner has it already. */
  lock?: FolderLock | undefined;
  /** A fault of ours that belongs to no run. */
  onBug(error: unknown): void;
}

interface HostBase extends HostApis {
  dataFolder: string;
  services: Services;
  store: Store;
  close(options?: { graceMs?: number }): Promise<void>;
}

/** A host that only reads. */
export interface ReaderHost extends HostBase {
  mode: "reader";
}

/** A host that owns its data folder and can run. */
export interface OwnerHost extends HostBase {
  mode: "owner";
  runs: RunService;
  packRuns: PackRunService;
  engine: Engine;
  scheduler: Scheduler;
  /** Committed events, in order. */
  subscribe(listener: (event: RunEvent) => void): Unsubscribe;
  /** Starts worker processes ahead. */
  warm(count: number): void;
  /** Kills workers that outlived an earlier host, then takes up every unfinished run. Resolves with their ids. */
  resume(): Promise<string[]>;
  /** From now on schedules fire, those too that were due before; call it after `resume`, so that runs do not overlap. */
  startSchedules(): void;
  /** From now on expired runs are deleted and their room is given back, a little at a time. */
  startUpkeep(): void;
}

export type Host = ReaderHost | OwnerHost;

const packFolder = fileURLToPath(new URL("steps", import.meta.url));
/** How long running attempts may go on when the host closes, ms. */
const closeGraceMs = 2000;

/** Puts everything together over one data folder. Rejects `data_folder_in_use`, `data_folder_newer`, `data_folder_broken`, `key_missing`. */
export async function openHost(options: HostOptions & { mode: "owner" }): Promise<OwnerHost>;
export async function openHost(options: HostOptions & { mode: "reader" }): Promise<ReaderHost>;
export async function openHost(options: HostOptions): Promise<Host> {
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const { dataFolder: folder, mode, key, maxPages, lock, onBug } = options;
  const store = await openStore({ folder, mode, key, maxPages, clock, random, lock });
  // A reader must not make a data folder that is not there.
  const hasFolder = mode === "owner" || existsSync(store.folder.classes);
  const cacheFolder = hasFolder ? store.folder.classes : join(options.cacheFolder, "classes");
  const pool = createHostPool({ store, clock, cacheFolder, onBug: options.onBug });
  const ports = createPorts(options, { store, pool, clock, random, cacheFolder });
  const services = createServices(ports);
  const archives = () => store.syncPacks.list().map(({ contents }) => contents);
  if (mode === "owner") {
    sweepPackEnvironments({ folder: store.folder.environments });
    await services.syncPacks.recover();
    const { folderOf } = ports.packEnvironments;
    await store.stepClasses.settleEnvironments(createExtendedFinder({ archives, folderOf }));
  }
  // Read before this host has workers of its own: those must live on when it resumes.
  const survivors = store.workers.list();
  const restored = new Map<string, ClassReference>();
  const settings = createEngineSettings(store.settings, options.queues === undefined ? {} : { queues: options.queues });
  const findEnvironment = createEnvironmentFinder({
    archives,
    isShipped: (pack) => ports.shippedPacks.list().some(({ name }) => name === pack),
    findOwn: (hash) => store.stepClasses.findByHash(hash)?.packEnvironment,
    folder: store.folder.environments,
  });
  const workers = withRestoredClasses(pool, restored, findEnvironment);
  const packSteps = new PackSteps({ workers, syncPacks: services.syncPacks, clock });
  const engine = createEngine({
    clock,
    random,
    workers: packSteps,
    store: store.runs,
    secrets: services.secrets,
    children: services.planner,
    cache: createStepCache(store, clock),
    accessTokens: services.accessTokens,
    settings,
    diagnostics: createDiagnosticsReader({
      clock,
      facts: store.facts,
      settings: store.settings,
      queueLimit: settings.queueLimit,
      queues: Object.keys(options.queues ?? {}),
      versions: readVersions,
    }),
    blobFolder: store.folder.blobs,
    onBug: options.onBug,
  });
  const { runs, packRuns } = createRunServices(services, { ports, engine, store: store.runs, packSteps });
  const scheduler = new Scheduler({ ...services, clock, runs, repository: store.schedules, events: engine, onBug });
  const backups = createBackupFiles({ dataFolder: store.folder.root, key, now: () => clock.now() });
  const { reader, cache, facts } = store;
  const base: Omit<HostBase, "close"> = {
    dataFolder: store.folder.root,
    services,
    store,
    ...createHostApis({
      services,
      runs,
      packRuns,
      engine,
      scheduler,
      reader,
      cache,
      facts,
      dataFolder: store.folder.root,
      clock,
      workers: pool,
      backups,
      onBug,
    }),
  };
  if (mode === "reader") return { ...base, mode, close: () => closeAll({ pool, store }) };
  const stopCollecting = collectAtRest({ release: () => store.shrink(), trim: () => store.trim() });
  const housekeeper = new Housekeeper({ clock, onBug, tasks: createUpkeepTasks(store) });
  return {
    ...base,
    mode,
    runs,
    packRuns,
    engine,
    scheduler,
    subscribe: (listener) => engine.subscribe(listener),
    warm: (count) => pool.warm("own", count),
    async resume() {
      await killSurvivors(store, survivors);
      await restoreClasses(ports, { store, restored });
      return runs.resume();
    },
    startSchedules: () => scheduler.start(),
    startUpkeep: () => housekeeper.start(),
    async close({ graceMs = closeGraceMs } = {}) {
      stopCollecting();
      await Promise.all([scheduler.stop(), housekeeper.stop(), services.signIns.close()]);
      await closeAll({ engine, pool, store, graceMs });
    },
  };
}

async function closeAll(parts: { engine?: Engine; pool: WorkerPool; store: Store; graceMs?: number }): Promise<void> {
  await parts.engine?.close(parts.graceMs ?? 0);
  await parts.pool.close();
  await parts.store.close();
}

function createPorts(
  options: HostOptions,
  parts: { store: Store; pool: WorkerPool; clock: Clock; random: Random; cacheFolder: string },
): ServicePorts {
  const { store, pool, clock, random, cacheFolder } = parts;
  const about = readAbout();
  const packCacheFolder = usableFolder(join(options.cacheFolder, "classes")) ?? cacheFolder;
  const environments = createPackEnvironments({ folder: store.folder.environments });
  const classSources = createInstalledSources(
    createClassSources({ packFolder, stepFolders: options.stepFolders ?? [] }),
    { repository: store.syncPacks, environments },
  );
  return {
    clock,
    random,
    applications: store.applications,
    drafts: store.drafts,
    configurations: store.configurations,
    secrets: store.secrets,
    connectionTokens: store.connectionTokens,
    oauth: createOAuthClient(),
    signInDoors: createSignInDoors(),
    schedules: store.schedules,
    stepClasses: store.stepClasses,
    stepClassDrafts: store.stepClassDrafts,
    reports: store.reports,
    samples: store.samples,
    settings: store.settings,
    tokens: store.tokens,
    users: store.users,
    sessions: store.sessions,
    runs: store.reader,
    requestKeys: store.requestKeys,
    trash: store.trash,
    history: store.history,
    userSettings: store.userSettings,
    pruner: store.pruner,
    vault: store.vault,
    digests: createDigests(),
    passwords: createPasswordHasher(options.passwordCost),
    oneTimeCodes: createOneTimeCodes(),
    environment: createEnvironment(options.environment ?? process.env),
    codec: dataCodec,
    compiler: createStepCompiler({
      cacheFolder,
      packCacheFolder,
      listParents: () => listParents(classSources.list()),
    }),
    manifests: pool,
    stepValues: createStepValues({
      workers: pool,
      random,
      memoryMb: defaultSettings.memoryMb,
      blobFolder: store.folder.blobs,
    }),
    manifestCache: createManifestCache({ cacheFolder, packCacheFolder }),
    classSources,
    shippedPacks: createSyncPackSource(packFolder),
    syncPacks: store.syncPacks,
    packArchives: createPackArchives(),
    packEnvironments: environments,
    packSignatures: createPackSignatures(),
    packManifests: pool,
    programVersion: about.version,
    programPackages: Object.keys(about.packages),
    blobFolder: store.folder.blobs,
    onBug: options.onBug,
  };
}

/** The folder if it can be written; it is made when it is not there. */
function usableFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
}

/** No attempt may begin while an earlier one of the same step run lives (semantics, section 9). */
async function killSurvivors(store: Store, survivors: readonly ProcessIdentity[]): Promise<void> {
  for (const survivor of survivors) {
    killSurvivor(survivor);
    await store.workers.forget(survivor);
  }
}

/** Makes the stored classes of unfinished runs loadable when the cache they lay in is gone. */
async function restoreClasses(
  ports: ServicePorts,
  { store, restored }: { store: Store; restored: Map<string, ClassReference> },
): Promise<void> {
  for (const { plan } of store.runs.loadUnfinishedRuns()) {
    for (const { reference } of Object.values(plan.classes)) {
      if (restored.has(reference.hash) || existsSync(reference.modulePath)) continue;
      const version = ports.stepClasses.findByHash(reference.hash);
      if (version === undefined) continue;
      restored.set(reference.hash, await ports.compiler.restore({ ...version, readTexts: async () => version }));
    }
  }
}

function createStepCache(store: Store, clock: Clock): StepCache {
  return {
    read: (id) => store.cache.read(id, clock.now()),
    save: (id, value, ttlSeconds) =>
      store.cache.save(id, value, ttlSeconds === undefined ? undefined : clock.now() + ttlSeconds * 1000),
    delete: (id) => store.cache.delete(id),
  };
}

function createUpkeepTasks({ settings, pruner, reports, requestKeys, trash, compactor }: Store): UpkeepTask[] {
  return [
    createRetention({ settings, pruner }),
    createReportRetention({ settings, reports }),
    createRequestKeyRetention(requestKeys),
    createTrashRetention(trash),
    { name: "compaction", slices: () => compactor.slices() },
  ];
}

function readVersions(): Omit<Diagnostics["versions"], "sqlite"> {
  const { version, node } = readAbout();
  return { sluice: version, node, platform: `${process.platform} ${process.arch}` };
}

function createEnvironment(variables: Record<string, string | undefined>): Environment {
  return { read: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined) };
}

/** setTimeout counts in 32 bits; longer delays are waited for in pieces. */
const longestTimeout = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      timer = setTimeout(
        () => (left > longestTimeout ? wait(left - longestTimeout) : run()),
        Math.min(left, longestTimeout),
      );
    };
    wait(Math.max(0, delay));
    return { cancel: () => clearTimeout(timer) };
  },
};

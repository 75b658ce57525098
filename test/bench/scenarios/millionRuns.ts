import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { Api } from "../../../core/api/Api.ts";
import { type OwnerHost, openHost } from "../../../core/host.ts";
import { fillRuns } from "../fillRuns.ts";
import { atMost, type Measurement, median, time } from "../measure.ts";
import { type Setting, withFolder } from "../Setting.ts";

const many = 1_000_000;
const few = 1000;
/** How long requests are timed beside the pruning, and without it, ms. */
const watchedMs = 8000;
/** The housekeeper begins 5 s after its start. */
const upkeepAfter = 5500;
const days = 86_400_000;

const lists = [
  ["the newest", ""],
  ["by state", "state=FAILURE"],
  ["by application", "application=app%207"],
  ["by application and state", "application=app%20100&state=FAILURE"],
  ["by trigger", "triggered_by=API"],
  ["by queue", "queue=fast"],
  ["that are kept", "kept=true"],
  [
    "by time",
    `from=${new Date(Date.now() - 9 * days).toISOString()}&to=${new Date(Date.now() - 8 * days).toISOString()}`,
  ],
  ["by a part of a name", "text=PP%2013"],
  ["by a text that no run has", "text=nowhere"],
  ["by a state that no run has", "state=PENDING"],
] as const;

interface Opened {
  host: OwnerHost;
  get(path: string): Promise<void>;
}

/** A store with a million runs: what is asked of it must not become slower than of one with a thousand. */
export function measureMillionRuns({ isShort }: Setting): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const folders = { many: join(folder, "many"), few: join(folder, "few") };
    for (const [name, runs] of [
      ["many", many],
      ["few", few],
    ] as const) {
      const host = await open(folders[name]);
      const { database } = host.store.folder;
      await host.close();
      const spent = await time(() => fillRuns({ database, runs, newest: Date.now() - 1000, lines: runs / 10 }));
      process.stdout.write(`${runs} runs made in ${(spent / 1000).toFixed(1)} s\n`);
    }
    const startUp = await measureStartUp(folders, isShort ? 5 : 15);
    const [big, small] = [await openApi(folders.many), await openApi(folders.few)];
    const requests = await measureRequests(big, small, isShort ? 5 : 15);
    await small.host.close();
    const pruning = await measurePruning(big);
    await big.host.close();
    return [startUp, ...requests, ...pruning];
  });
}

function open(dataFolder: string): Promise<OwnerHost> {
  return openHost({
    mode: "owner",
    dataFolder,
    cacheFolder: dataFolder,
    onBug: (error) => {
      throw error;
    },
  });
}

async function openApi(dataFolder: string): Promise<Opened> {
  const host = await open(dataFolder);
  const api: Api = await host.createApi({
    verifyToken: () => ({ name: "bench", role: "administrator", from: "token" }),
  });
  return {
    host,
    async get(path) {
      const answer = await api.inject({ url: `/api/v1${path}`, headers: { authorization: "Bearer bench" } });
      if (answer.statusCode !== 200) throw new Error(`GET ${path} gave ${answer.statusCode}: ${answer.body}`);
    },
  };
}

async function measureStartUp(folders: { many: string; few: string }, rounds: number): Promise<Measurement> {
  const figures = { many: [] as number[], few: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ["few", "many"] as const) {
      let host: OwnerHost | undefined;
      figures[name].push(
        await time(async () => {
          host = await open(folders[name]);
          await host.resume();
        }),
      );
      await host?.close();
    }
  }
  const [slow, quick] = [median(figures.many), median(figures.few)];
  const note = `${slow.toFixed(0)} ms, with ${few} runs ${quick.toFixed(0)} ms`;
  const what = `growth of the start with ${many} runs`;
  return { what, note, unit: "ms", ours: slow - quick, bar: atMost(100), kind: "absolute" };
}

async function measureRequests(big: Opened, small: Opened, rounds: number): Promise<Measurement[]> {
  const newest = await big.host.services.queries.get("last");
  const paths: (readonly [string, string])[] = [
    ...lists.map(([name, query]) => [`runs ${name}`, `/runs?${query}`] as const),
    ["a page from the middle", `/runs?before=${middleOf(newest.id)}`],
    ["a page of a long log", "/runs/last/logs?after=0"],
    ["the warnings of a long log", "/runs/last/logs?level=warning"],
  ];
  const rows: Measurement[] = [];
  const sums = { ours: 0, reference: 0 };
  for (const [what, path] of paths) {
    const figures = { ours: [] as number[], reference: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      figures.reference.push(await time(() => small.get(path)));
      figures.ours.push(await time(() => big.get(path)));
    }
    const [ours, reference] = [median(figures.ours), median(figures.reference)];
    sums.ours += ours;
    sums.reference += reference;
    const cold = figures.ours[0] ?? Number.NaN;
    rows.push({ what, unit: "ms", ours, cold, bar: atMost(100), goal: atMost(20), kind: "absolute" });
  }
  const what = `all these requests, ${many} runs against ${few}`;
  return [...rows, { what, unit: "ms", ...sums, bar: atMost(4), kind: "ratio" }];
}

/** The id of a run half way down the list. */
function middleOf(newest: string): string {
  const at = Number.parseInt(newest.slice(6, 19).replace("-", ""), 16) - (many / 2) * 1000;
  const hex = at.toString(16).padStart(12, "0");
  return `isapp-${hex.slice(0, 8)}-${hex.slice(8)}-7fff-8000-000000000000`;
}

/** How long readers and writers wait at most while expired runs are deleted; the reference is the same time without it. */
async function measurePruning({ host, get }: Opened): Promise<Measurement[]> {
  const before = await watch(host, get);
  const oldest = () => host.store.reader.list({ limit: many, to: Date.now() - 11 * days }).length;
  const expired = oldest();
  host.startUpkeep();
  await wait(upkeepAfter);
  const during = await watch(host, get);
  const pruned = expired - oldest();
  if (pruned === 0) throw new Error("Nothing was pruned");
  const row = (what: string, key: "read" | "write" | "held"): Measurement => ({
    what: `longest ${what} while runs expire`,
    note: `${pruned} deleted meanwhile; reference: without`,
    unit: "ms",
    ours: during[key],
    reference: before[key],
    bar: atMost(50),
    kind: "absolute",
  });
  return [row("list request", "read"), row("stored write", "write"), row("hold of the host's thread", "held")];
}

async function watch(host: OwnerHost, get: Opened["get"]) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const end = performance.now() + watchedMs;
  const worst = { read: 0, write: 0 };
  const read = async (): Promise<void> => {
    while (performance.now() < end) {
      worst.read = Math.max(worst.read, await time(() => get("/runs?state=FAILURE")));
      await wait(10);
    }
  };
  const write = async (): Promise<void> => {
    while (performance.now() < end) {
      worst.write = Math.max(worst.write, await time(() => host.store.settings.set("bench", performance.now())));
      await wait(10);
    }
  };
  delay.enable();
  await Promise.all([read(), write()]);
  delay.disable();
  return { ...worst, held: delay.max / 1e6 };
}

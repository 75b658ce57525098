import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { RealHost } from "../../e2e/support/RealHost.ts";
import { atMost, type Measurement } from "../measure.ts";

// The compiler leaves 5 s after its last use.
const settleMs = 7_000;
/** As many as a busy day's webhooks come at once. */
const atOnce = 8;

const application = { name: "one", app_variables: [], steps: [{ name: "Log", file: "Log", message: "one more" }] };

/** Proportional memory of the program that serves, idle with one idle worker: after one run, and after as many as come on a busy day. */
export async function measureMemory({ isShort }: { isShort: boolean }): Promise<Measurement[]> {
  if (!existsSync("/proc/self/smaps_rollup")) {
    process.stdout.write("memory skipped: this system does not tell proportional memory\n");
    return [];
  }
  // By the first of them the caches of the database are full.
  const [some, all] = isShort ? [1_000, 2_000] : [5_000, 10_000];
  const host = new RealHost();
  const weightAfter = async (runs: number): Promise<Weight> => {
    await runAll(host, runs);
    await wait(settleMs);
    return weigh(host.pid);
  };
  try {
    await host.start();
    await host.ask("PUT", "/queues/default", { capacity: 1 });
    await host.save(application);
    const first = await weightAfter(1);
    const [early, late] = [await weightAfter(some), await weightAfter(all - some)];
    const what = "memory, idle host and one idle worker";
    const limits = { bar: atMost(150), goal: atMost(120), kind: "absolute" } as const;
    const flat = { reference: early.all, bar: atMost(1.1), kind: "ratio" } as const;
    return [
      { what, note: first.note, unit: "MB", ours: first.all, ...limits },
      { what: `${what}, after ${all} runs`, note: late.note, unit: "MB", ours: late.all, ...limits },
      { what: `${what}, after ${all} runs against ${some}`, unit: "MB", ours: late.all, ...flat },
    ];
  } finally {
    await host.close();
  }
}

async function runAll(host: RealHost, count: number): Promise<void> {
  let left = count;
  const runNext = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await host.ask("POST", "/applications/run?wait=60", { name: application.name });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
}

interface Weight {
  /** MB */
  all: number;
  note: string;
}

function weigh(pid: number): Weight {
  const host = proportionalMegabytes(pid);
  // One that read the classes may be there as well for a while.
  const worker = Math.max(0, ...childrenOf(pid).map(proportionalMegabytes));
  return { all: host + worker, note: `host ${host.toFixed(0)}, worker ${worker.toFixed(0)}` };
}

function proportionalMegabytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1_024;
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

// The fourth field of /proc/PID/stat, after the name in parentheses, is the parent.
function parentOf(pid: string): number {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[1],
    );
  } catch {
    return 0;
  }
}

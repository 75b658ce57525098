import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { atMost, type Measurement } from "../measure.ts";
import { withFolder } from "../Setting.ts";

const idleHost = fileURLToPath(new URL("../idleHost.ts", import.meta.url));
// The compiler leaves 5 s after its last use.
const settleMs = 7_000;

/** Proportional memory of an idle host with one idle worker: after one run, and after as many as come on a busy day. */
export async function measureMemory({ isShort }: { isShort: boolean }): Promise<Measurement[]> {
  if (!existsSync("/proc/self/smaps_rollup")) {
    process.stdout.write("memory skipped: this system does not tell proportional memory\n");
    return [];
  }
  // By the first of them the caches of the database are full.
  const [some, all] = isShort ? [1_000, 2_000] : [5_000, 10_000];
  return withFolder(async (folder) => {
    const child = fork(idleHost, [folder], { execArgv: [] });
    const exit = once(child, "exit").then(([code]) => Promise.reject(new Error(`The idle host ended with ${code}`)));
    exit.catch(() => undefined);
    const rest = async (): Promise<Weight> => {
      await Promise.race([once(child, "message"), exit]);
      await wait(settleMs);
      return weigh(child);
    };
    const restAfter = (runs: number): Promise<Weight> => {
      child.send(runs);
      return rest();
    };
    try {
      const first = await rest();
      const [early, late] = [await restAfter(some), await restAfter(all - some)];
      const what = "memory, idle host and one idle worker";
      const limits = { bar: atMost(150), goal: atMost(120), kind: "absolute" } as const;
      const flat = { reference: early.all, bar: atMost(1.1), kind: "ratio" } as const;
      return [
        { what, note: first.note, unit: "MB", ours: first.all, ...limits },
        { what: `${what}, after ${all} runs`, note: late.note, unit: "MB", ours: late.all, ...limits },
        { what: `${what}, after ${all} runs against ${some}`, unit: "MB", ours: late.all, ...flat },
      ];
    } finally {
      child.kill("SIGKILL");
    }
  });
}

interface Weight {
  /** MB */
  all: number;
  note: string;
}

function weigh({ pid = 0 }: ChildProcess): Weight {
  const host = proportionalMegabytes(pid);
  const workers = childrenOf(pid).map(proportionalMegabytes);
  const all = workers.reduce((sum, part) => sum + part, host);
  return { all, note: `host ${host.toFixed(0)}, ${workers.length} child ${(all - host).toFixed(0)}` };
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

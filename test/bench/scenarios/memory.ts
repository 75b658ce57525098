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

/** Proportional memory of an idle host with one idle worker, after a run. */
export async function measureMemory(): Promise<Measurement[]> {
  if (!existsSync("/proc/self/smaps_rollup")) {
    process.stdout.write("memory skipped: this system does not tell proportional memory\n");
    return [];
  }
  return withFolder(async (folder) => {
    const child = fork(idleHost, [folder], { execArgv: [] });
    try {
      return [await measure(child)];
    } finally {
      child.kill("SIGKILL");
    }
  });
}

async function measure(child: ChildProcess): Promise<Measurement> {
  const exit = once(child, "exit").then(([code]) => Promise.reject(new Error(`The idle host ended with ${code}`)));
  await Promise.race([once(child, "message"), exit]);
  exit.catch(() => undefined);
  await wait(settleMs);
  const pid = child.pid ?? 0;
  const host = proportionalMegabytes(pid);
  const workers = childrenOf(pid).map(proportionalMegabytes);
  const ours = workers.reduce((sum, part) => sum + part, host);
  const note = `host ${host.toFixed(0)}, ${workers.length} child ${(ours - host).toFixed(0)}`;
  const what = "memory, idle host and one idle worker";
  return { what, note, unit: "MB", ours, bar: atMost(150), goal: atMost(120), kind: "absolute" };
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

import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
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
    const [pids] = (await once(child, "message")) as [number[]];
    await wait(settleMs);
    const [host = 0, ...workers] = [child.pid ?? 0, ...pids].map(proportionalMegabytes);
    child.kill("SIGKILL");
    const ours = workers.reduce((sum, part) => sum + part, host);
    const note = `host ${host.toFixed(0)}, ${workers.length} worker ${(ours - host).toFixed(0)}`;
    return [
      {
        what: "memory, idle host and one idle worker",
        note,
        unit: "MB",
        ours,
        bar: atMost(150),
        goal: atMost(120),
        kind: "absolute",
      },
    ];
  });
}

function proportionalMegabytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1_024;
}

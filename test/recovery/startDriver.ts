import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { Order } from "./driver.ts";

const script = fileURLToPath(new URL("./driver.ts", import.meta.url));

export interface Driver {
  pid: number;
  /** What it told so far. */
  events: RunEvent[];
  /** Resolves with the first event that fits; rejects if the program ends before. */
  event(fits: (event: RunEvent) => boolean): Promise<RunEvent>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it is gone, with the signal or the exit code. */
  gone: Promise<NodeJS.Signals | number | null>;
}

/** Starts the driver; it is killed at the end of the test. */
export function startDriver(order: Order): Driver {
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: ["ignore", "pipe", "pipe"] });
  const events: RunEvent[] = [];
  const waiters = new Set<() => void>();
  let errors = "";
  let isGone = false;
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    // The last line of a killed program may be cut.
    if (!line.endsWith("}")) return;
    events.push(JSON.parse(line) as RunEvent);
    for (const look of waiters) look();
  });
  const gone = once(child, "close").then(() => {
    isGone = true;
    for (const look of waiters) look();
    return child.signalCode ?? child.exitCode;
  });
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    events,
    gone,
    kill,
    event(fits) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = events.find(fits);
          if (found === undefined && !isGone) return;
          waiters.delete(look);
          if (found !== undefined) resolve(found);
          else reject(new Error(`The driver ended (${child.signalCode ?? child.exitCode}) before. ${errors}`));
        };
        waiters.add(look);
        look();
      });
    },
  };
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const script = fileURLToPath(new URL("./processes/owner.ts", import.meta.url));

export interface OwnerProcess {
  pid: number;
  /** Resolves when it has ended. */
  exitCode: Promise<number | null>;
  /** What it has written so far. */
  output(): string;
  /** Resolves when it has written as many lines. */
  lines(count: number): Promise<void>;
  /** SIGKILL; resolves when the process is gone and its output read. */
  kill(): Promise<void>;
}

/** A second process that owns a data folder: `hold` only holds it, `commit` stores runs in a loop and writes the id of each when it is acknowledged, `leave` stores a run and ends without closing. */
export function startOwner(folder: string, task: "hold" | "commit" | "leave"): OwnerProcess {
  const child: ChildProcess = spawn(process.execPath, [script, folder, task], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  let errors = "";
  const closed = once(child, "close");
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await closed;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    exitCode: closed.then(() => child.exitCode),
    output: () => text,
    async lines(count) {
      while (text.split("\n").length <= count) {
        const data = child.stdout ? once(child.stdout, "data") : closed;
        if ((await Promise.race([data, closed.then(() => "closed")])) === "closed") throw new Error(errors);
      }
    },
    kill,
  };
}

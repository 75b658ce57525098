import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";

export const bin = fileURLToPath(new URL("../../core/cli/bin/sluice.mjs", import.meta.url));
/** Compiled code is the same for every test. */
const cacheFolder = join(tmpdir(), `sluice-test-cache-${process.ppid}`);

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The command line as a person starts it, with a data folder of its own. */
export class Sluice {
  readonly folder: string;
  readonly dataFolder: string;
  node = process.execPath;

  constructor(name = "sluice test ") {
    this.folder = mkdtempSync(join(tmpdir(), name));
    this.dataFolder = join(this.folder, "data");
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 }));
  }

  /** Writes a file of the test's folder and gives its path; anything but text as JSON. */
  write(name: string, content: string | JsonValue): string {
    const path = join(this.folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }

  start(
    args: string[],
    options: { input?: string } = {},
  ): { child: ChildProcess; ended: Promise<Ended>; seen: RegExpWait } {
    const env = { ...process.env, SLUICE_DATA_DIR: this.dataFolder, SLUICE_CACHE_DIR: cacheFolder, NO_COLOR: "1" };
    const child = spawn(this.node, [bin, ...args], { cwd: this.folder, env });
    let out = "";
    let err = "";
    const waits: { pattern: RegExp; resolve(): void }[] = [];
    const check = (): void => {
      for (const wait of waits) if (wait.pattern.test(out)) wait.resolve();
    };
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      check();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin.end(options.input ?? "");
    const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
    onTestFinished(() => void child.kill("SIGKILL"));
    const seen = (pattern: RegExp): Promise<void> =>
      new Promise((resolve, reject) => {
        waits.push({ pattern, resolve });
        ended.then((end) => reject(new Error(`ended before ${pattern}: ${JSON.stringify(end)}`)));
        check();
      });
    return { child, ended, seen };
  }

  /** Runs one command to its end. */
  run(args: string[], options: { input?: string } = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /** Runs one command and parses what it printed. */
  async json(args: string[]): Promise<JsonValue> {
    const { code, out, err } = await this.run([...args, "--json"]);
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${err}`);
    return JSON.parse(out) as JsonValue;
  }
}

/** Resolves when the output so far matches. */
type RegExpWait = (pattern: RegExp) => Promise<void>;

/** An application of Log and Transform: a fan-out, a join. */
export const diamond = {
  name: "diamond",
  app_variables: [{ name: "city", value: "Oslo" }],
  steps: [
    { name: "start", file: "Script", code: "return [{ n: 1 }, { n: 2 }]", output_to: ["left", "right"] },
    { name: "left", file: "Transform", expression: "[$sum(n)]", output_to: ["join"] },
    {
      name: "right",
      file: "Script",
      code: "step.logger.warning('in %s', step.getAppVariable('city')); return [7]",
      output_to: ["join"],
    },
    { name: "join", file: "Transform", expression: "$sum($)" },
  ],
};

/** Waits in a worker until it is told to stop. */
export const endless = {
  name: "endless",
  app_variables: [],
  steps: [
    {
      name: "wait",
      file: "Script",
      code: "await new Promise((resolve, reject) => { const timer = setInterval(() => {}, 1000); step.signal.addEventListener('abort', () => { clearInterval(timer); reject(new Error('stopped')); }); step.logger.flow('begun'); })",
      output_to: ["after"],
    },
    { name: "after", file: "Log", message: "never" },
  ],
};

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { formatJson } from "../../core/base/json.ts";
import type { Random } from "../../core/base/Random.ts";
import { childCase, killCases } from "./applications.ts";

const bin = fileURLToPath(new URL("../../core/cli/bin/sluice.mjs", import.meta.url));
const driver = fileURLToPath(new URL("./driver.ts", import.meta.url));
const stepClass = fileURLToPath(new URL("./steps/Effect.ts", import.meta.url));
const warmRuns = 10;

/** Starts the program on one data folder, kills it, starts it again. Only the program itself is killed: its workers must notice. */
export class KillLoop {
  kills = 0;
  /** Programs that ended by themselves before their moment came. */
  outlived = 0;
  private readonly folder: string;
  private readonly random: Random;
  /** From the start of the program to the end of its second runs, ms. */
  private typicalMs = 1_000;

  constructor({ folder, random }: { folder: string; random: Random }) {
    this.folder = folder;
    this.random = random;
    mkdirSync(this.trailFolder, { recursive: true });
    for (const { document } of [childCase, ...killCases])
      writeFileSync(this.documentPath(document.name), formatJson(document));
  }

  get dataFolder(): string {
    return join(this.folder, "data");
  }

  get trailFolder(): string {
    return join(this.folder, "trail");
  }

  /** Lets the program work undisturbed for a while, to know how long things take, then kills it for the first time. */
  async warm(): Promise<void> {
    await this.runProgram(["import", stepClass, this.documentPath(childCase.document.name)], [0]);
    const child = this.start([driver, this.dataFolder, this.trailFolder]);
    const started = performance.now();
    let readyMs = 0;
    const runMs: number[] = [];
    const enough = Promise.withResolvers<void>();
    child.process.stdout?.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString().split("\n")) {
        if (line === "ready") readyMs = performance.now() - started;
        if (line.startsWith("ended ")) runMs.push(Number(line.slice(6)));
      }
      if (runMs.length >= warmRuns) enough.resolve();
    });
    await Promise.race([enough.promise, child.ended]);
    await this.kill(child);
    if (runMs.length < warmRuns) throw new Error(`The program ended by itself:\n${child.output()}`);
    this.typicalMs = readyMs + 2 * Math.max(...runMs);
  }

  /** One life of the program, ended by a kill at a moment that is uniform over the time of typical runs. */
  async killOnce(): Promise<void> {
    const child = this.start(this.choose());
    const moment = wait(this.random.next() * this.typicalMs);
    const first = await Promise.race([moment.then(() => "moment"), child.ended.then(() => "ended")]);
    if (first === "moment") {
      await this.kill(child);
      return;
    }
    this.outlived += 1;
    if (child.process.exitCode !== 0 && child.process.exitCode !== 1) {
      throw new Error(
        `The program ended with ${child.process.exitCode ?? child.process.signalCode}:\n${child.output()}`,
      );
    }
  }

  /** Lets the program itself take up and end everything that is left. */
  async finish(): Promise<void> {
    await this.runProgram(["resume"], [0, 1]);
  }

  // Mostly a host that keeps several runs going; now and then the commands a person uses.
  private choose(): string[] {
    const dice = this.random.next();
    if (dice < 0.7) return [driver, this.dataFolder, this.trailFolder];
    if (dice < 0.85) return [bin, "resume", "--data-dir", this.dataFolder];
    const { document } = killCases[Math.floor(this.random.next() * killCases.length)] ??
      killCases[0] ?? { document: { name: "" } };
    const file = this.documentPath(document.name);
    return [bin, "run", file, "--data-dir", this.dataFolder, "--param", `trail=${this.trailFolder}`];
  }

  private async runProgram(args: string[], codes: number[]): Promise<void> {
    const child = this.start([bin, ...args, "--data-dir", this.dataFolder]);
    await child.ended;
    if (codes.includes(child.process.exitCode ?? -1)) return;
    throw new Error(`"sluice ${args[0]}" ended with ${child.process.exitCode}:\n${child.output()}`);
  }

  private documentPath(name: string): string {
    return join(this.folder, `${name}.json`);
  }

  private start(args: string[]): { process: ChildProcess; ended: Promise<unknown>; output(): string } {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output = (output + chunk).slice(-8_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    return { process: child, ended: once(child, "exit"), output: () => output };
  }

  private async kill(child: { process: ChildProcess; ended: Promise<unknown> }): Promise<void> {
    const isAlive = child.process.exitCode === null && child.process.signalCode === null;
    child.process.kill("SIGKILL");
    await child.ended;
    if (isAlive) this.kills += 1;
  }
}

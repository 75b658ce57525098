import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  execFileSync,
  spawn,
  spawnSync,
} from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../../core/cli/bin/sluice.mjs", import.meta.url));
const odd = fileURLToPath(new URL("serveOdd.ts", import.meta.url));

/** `sluice serve` over a data folder of its own, as a person starts it. */
export class RealHost {
  readonly dataFolder = join(mkdtempSync(join(tmpdir(), "sluice e2e ")), "data");
  private child: ChildProcess | undefined;
  private port = "0";

  /**
   * Resolves when it answers and has its classes; the second start takes the port of the first. `daysAhead`: with a clock that
   * is ahead; `isFull`: with no room on the disk.
   */
  async start({ daysAhead = 0, isFull = false } = {}): Promise<void> {
    await this.listen({ daysAhead, isFull });
    // The editor waits for the classes, which a new data folder reads first: that takes as long as the machine needs.
    await this.ask("GET", "/steps");
  }

  /** Resolves when it answers. */
  async listen({ daysAhead = 0, isFull = false } = {}): Promise<void> {
    const { port, dataFolder } = this;
    const isOdd = daysAhead !== 0 || isFull;
    // A limit below what the database holds lets it grow no further.
    const program = [odd, dataFolder, port, `${daysAhead}`, isFull ? "1" : ""];
    const child = spawn(process.execPath, isOdd ? program : this.serving);
    this.child = child;
    await this.untilOpen(child);
  }

  /**
   * Starts it as a person does who wants to see the editor. Resolves with the link that the browser is given, long before the
   * host is open; `isOpen` resolves when it is. For Linux: there the browser is a program that can be put in front of others.
   */
  async show(): Promise<{ link: string; isOpen: Promise<void> }> {
    const folder = join(this.dataFolder, "..");
    const [pipe, browser] = [join(folder, "link"), join(folder, "xdg-open")];
    if (!existsSync(pipe)) execFileSync("mkfifo", [pipe]);
    writeFileSync(browser, `#!/bin/sh\ncat "$1" > '${pipe}'\n`, { mode: 0o755 });
    const env = { ...process.env, DISPLAY: ":0", PATH: `${folder}${delimiter}${process.env.PATH}` };
    const child = spawn(process.execPath, [...this.serving, "--open"], { env });
    this.child = child;
    const isOpen = this.untilOpen(child);
    const page = await Promise.race([readFile(pipe, "utf8"), isOpen.then(() => new Promise<never>(() => undefined))]);
    const link = /url=([^"]+)"/.exec(page)?.[1];
    if (link === undefined) throw new Error(`The browser was given no link: ${page}`);
    return { link, isOpen };
  }

  private get serving(): string[] {
    return [bin, "serve", "--port", this.port, "--data-dir", this.dataFolder];
  }

  private async untilOpen(child: ChildProcessWithoutNullStreams): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes("Ctrl+C stops it")) resolve();
      });
      child.once("close", (code) => reject(new Error(`serve ended with ${code}: ${out}`)));
    });
    this.port = new URL(this.file.url).port;
  }

  /** As a crash or the end of power would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    if (existsSync(this.dataFolder))
      rmSync(join(this.dataFolder, ".."), { recursive: true, force: true, maxRetries: 5 });
  }

  /** What a browser opens to be logged in. */
  openLink(): string {
    const args = [bin, "open", "--no-browser", "--json", "--data-dir", this.dataFolder];
    const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return (JSON.parse(stdout) as { link: string }).link;
  }

  /** Where it answers, without a slash at the end. */
  get address(): string {
    return this.file.url;
  }

  get pid(): number {
    return this.file.pid;
  }

  async save(document: object): Promise<void> {
    await this.ask("POST", "/applications", document);
  }

  /** Id of a step of a draft, by its place in the list. */
  async stepIdOf(application: string, index: number): Promise<string> {
    const draft = (await this.ask("GET", `/applications/${application}/draft?client=test`)) as { step_ids: string[] };
    return draft.step_ids[index] ?? "";
  }

  /** What the API answers; the path is below /api/v1. Rejects when it refuses. */
  async ask(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<unknown> {
    const { url, token } = this.file;
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  /** Imports the archive of a SyncPack. */
  async uploadPack(archive: Uint8Array): Promise<void> {
    const { url, token } = this.file;
    const answer = await fetch(`${url}/api/v1/syncpacks`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/gzip" },
      body: Buffer.from(archive),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
  }

  private get file(): { pid: number; url: string; token: string } {
    return JSON.parse(readFileSync(join(this.dataFolder, "host.json"), "utf8"));
  }
}

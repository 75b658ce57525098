import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real server on loopback with its data in a temporary folder, or why there is none. */
export type TestServer<T> = { missing: string } | (T & { missing: undefined; stop(): Promise<void> });

/** Most servers refuse to run as root: then they are `nobody`. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Starts a server over a folder that it may write to, and that goes with it. One that cannot be started is missing, with the reason. */
export async function startIn<T>(
  start: (folder: string) => Promise<T & { stop(): Promise<void> }>,
): Promise<TestServer<T>> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-server-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid);
  try {
    const started = await start(folder);
    const stop = (): Promise<void> => started.stop().finally(remove);
    return { ...started, missing: undefined, stop };
  } catch (error) {
    remove();
    // What is installed has to start where a change is judged: a test that is skipped there proves nothing.
    if (process.env.CI) throw error;
    return { missing: `it cannot be started: ${error instanceof Error ? error.message : error}` };
  }
}

/** The first path that exists. */
export function findProgram(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

interface Program {
  path: string;
  args: readonly string[];
  folder: string;
  /** As who runs the tests, even if that is root. */
  asUser?: boolean;
  env?: Record<string, string>;
}

function start({ path, args, folder, asUser = false, env: more }: Program): ChildProcess {
  const env = { PATH: process.env.PATH, LC_ALL: "C", HOME: folder, TMPDIR: folder, ...more };
  return spawn(path, args, { ...(asUser ? {} : nobody), cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs a program to its end. Throws with what it said when it fails. */
export async function runProgram(program: Program): Promise<void> {
  const child = start(program);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program.path} ended with ${code}: ${said.slice(-2000)}`);
}

/** Starts a server and waits until it says that it is ready; on another free port when somebody was faster. */
export async function startProgram(
  of: (port: number) => Program,
  { ready, signal }: { ready: RegExp; signal: NodeJS.Signals },
): Promise<{ port: number; stop(): Promise<void> }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const child = start(of(port));
    // Whatever ends the tests ends the server.
    const kill = (): void => void child.kill("SIGKILL");
    process.once("exit", kill);
    const ended = once(child, "close");
    const said = await waitFor(child, ready);
    if (said === undefined) {
      const stop = async (): Promise<void> => {
        child.kill(signal);
        await ended;
        process.off("exit", kill);
      };
      return { port, stop };
    }
    process.off("exit", kill);
    if (tries === 5) throw new Error(`The server did not start: ${said.slice(-2000)}`);
  }
}

/** undefined = it is ready; else what it said before it ended. */
function waitFor(child: ChildProcess, ready: RegExp): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = "";
    let isReady = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        if (isReady) return;
        said += chunk.toString();
        isReady = ready.test(said);
        if (isReady) resolve(undefined);
      });
    }
    child.once("close", () => resolve(said));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no port");
  return address.port;
}

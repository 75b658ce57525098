import { request } from "node:http";
import { createInterface } from "node:readline";
import { readHostFile } from "../../core/api/hostFile.ts";
import type { Door } from "../protocol/forwardToHost.ts";
import type { HostChild } from "./HostProcess.ts";

/** What of a forked process is used: that of Electron and that of Node have it. */
export interface Forked {
  stdout: NodeJS.ReadableStream | null;
  stderr: NodeJS.ReadableStream | null;
  kill(): boolean;
  on(event: "exit", listener: (code: number | null) => void): unknown;
}

export interface StartHostParts {
  dataFolder: string;
  /** The vault key as text; undefined = it is in its file. Resolves once processes can be started, rejects with a reason. */
  key(): Promise<string | undefined>;
  /** Starts `sluice` with arguments as a process of its own, and with variables beside those of this one. */
  fork(args: readonly string[], variables: Readonly<Record<string, string>>): Forked;
  /** Resolves after so many ms. */
  pause(ms: number): Promise<void>;
}

/** Exit code of the command line for a data folder that another process owns. */
const inUse = 5;
const aliveEveryMs = 2000;
const tailLength = 2000;

/**
 * Starts `sluice serve` on a data folder, on its local socket alone. A folder that another host owns already is joined: then
 * `ready` is the way to that one, and `ended` its end.
 */
export function startHost({ dataFolder, key, fork, pause }: StartHostParts): HostChild {
  const serving = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<number | null>();
  let complaints = "";
  let isStopping = false;
  let isJoined = false;
  const forking = key().then((given) => {
    const variables = given === undefined ? {} : { SLUICE_KEY: given };
    const child = fork(["serve", "--no-tcp", "--json", "--data-dir", dataFolder], variables);
    child.on("exit", (code) => exited.resolve(code));
    child.stderr?.on("data", (chunk) => {
      complaints = `${complaints}${chunk}`.slice(-tailLength);
    });
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.includes('"serving"')) serving.resolve();
      });
    }
    return child;
  });
  forking.catch((error: unknown) => {
    complaints = error instanceof Error ? error.message : String(error);
    exited.resolve(null);
  });
  const joined = async (): Promise<Door | undefined> => {
    const code = await exited.promise;
    const door = code === inUse ? readDoor(dataFolder) : undefined;
    return door !== undefined && (await isAlive(door)) ? door : undefined;
  };
  const find = async (): Promise<Door> => {
    const own = await Promise.race([serving.promise.then(() => true), exited.promise.then(() => false)]);
    const door = own ? readDoor(dataFolder) : await joined();
    if (door === undefined) throw new Error(complaints.trim() || "The host ended before it answered.");
    isJoined = !own;
    return door;
  };
  const found = find();
  return {
    ready: found,
    ended: watch(),
    stop() {
      if (isStopping) return;
      isStopping = true;
      void forking.then((child) => child.kill()).catch(() => undefined);
    },
    isJoined: () => isJoined,
  };

  async function watch(): Promise<void> {
    const door = await found.catch(() => undefined);
    await exited.promise;
    while (isJoined && !isStopping && door !== undefined && (await isAlive(door))) await pause(aliveEveryMs);
  }
}

function readDoor(dataFolder: string): Door | undefined {
  const file = readHostFile(dataFolder);
  return file?.socket === undefined ? undefined : { socket: file.socket, token: file.token };
}

function isAlive({ socket }: Door): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request({ socketPath: socket, path: "/healthz", timeout: aliveEveryMs }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode === 200);
    });
    outgoing.once("timeout", () => outgoing.destroy());
    outgoing.once("error", () => resolve(false));
    outgoing.end();
  });
}

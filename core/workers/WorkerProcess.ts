import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { killGroup, readStartTime } from "./processIdentity.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { RecallFile } from "./RecallFile.ts";
import { workerEnvironment } from "./workerEnvironment.ts";

const entry = fileURLToPath(new URL("./child/main.ts", import.meta.url));
// Small attempts leave little behind: threads that help to collect it cost more than they save, and without a limit what a
// process has free for young objects grows to a quarter of its memory.
const youngGeneration = ["--max-semi-space-size=8", "--no-parallel-scavenge"];
/** How long output may still drain after the process is gone, ms. A detached grandchild can hold the pipe open for ever. */
const drainMs = 200;

/** The descriptor of the `RecallFile` in the worker: the one after its channel. */
const recallPlace = 4;

/** How a worker ended. */
export interface WorkerExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** It closed its channel while it still ran, and was killed for that. */
  disconnected: boolean;
}

/** Who listens to a worker at present. */
export interface WorkerListener {
  onMessage(message: FromWorker): void;
  onOutput(stream: "stdout" | "stderr", chunk: string): void;
  onExit(exit: WorkerExit): void;
}

export interface WorkerProcessOptions {
  executable: string;
  memoryMb: number;
  compileCacheFolder: string | undefined;
  /** Further arguments of Node, such as what it may do. */
  nodeArguments: readonly string[];
  /** Names of variables of the host's environment that it gets besides the usual ones. */
  variables: readonly string[];
  listener: WorkerListener;
}

/** One child process that runs step code: started at once, killed with everything in its process group. */
export class WorkerProcess {
  /** 0 if it could not be started. */
  readonly pid: number;
  readonly startTime: string;
  readonly memoryMb: number;
  listener: WorkerListener;
  /** Undefined = no attempt may wait in it. */
  readonly recall: RecallFile | undefined;
  /** Why it was killed; undefined = it was not. */
  killedFor: { job: number | undefined } | undefined;
  private readonly token = crypto.randomUUID();
  private readonly child: ChildProcess;
  private outgoing: ToWorker[] = [];
  private isHeld = true;
  private exit: WorkerExit | undefined;
  private disconnected = false;
  private ended = false;

  constructor({ executable, memoryMb, compileCacheFolder, nodeArguments, variables, listener }: WorkerProcessOptions) {
    this.memoryMb = memoryMb;
    this.listener = listener;
    // Code with fewer rights than the user's gets nothing in common with the host.
    this.recall = nodeArguments.length === 0 ? RecallFile.create() : undefined;
    this.child = fork(entry, [], {
      execPath: executable,
      execArgv: [
        "--enable-source-maps",
        "--disable-warning=ExperimentalWarning",
        `--max-old-space-size=${memoryMb}`,
        ...youngGeneration,
        ...nodeArguments,
      ],
      env: {
        ...workerEnvironment(process.env, variables),
        // Read by Node at its start; the worker removes it before step code runs.
        ...(compileCacheFolder === undefined ? {} : { NODE_COMPILE_CACHE: compileCacheFolder }),
      },
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc", ...(this.recall === undefined ? [] : [this.recall.descriptor])],
      // A group of its own: Ctrl+C does not reach it, and its leftover children die with it.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.pid = this.child.pid ?? 0;
    this.startTime = this.pid === 0 ? "" : (readStartTime(this.pid) ?? "");
    this.listen();
    const recall = this.recall && recallPlace;
    this.send({ kind: "hello", token: this.token, memoryMb, hostPid: process.pid, recall });
  }

  get isAlive(): boolean {
    return this.exit === undefined;
  }

  /** All that one callback of the event loop leads to goes together: each write wakes the process, which costs more than a small attempt. */
  send(message: ToWorker): void {
    if (this.outgoing.push(message) === 1) process.nextTick(() => this.flush());
  }

  /** Ends the process and its group; the listener hears of the exit once it is really gone. `job`: the one that is the reason. */
  kill(job?: number): void {
    this.killedFor ??= { job };
    if (this.exit === undefined && this.pid !== 0) killGroup(this.pid);
  }

  /** Whether the process keeps the host from exiting. */
  hold(isHeld: boolean): void {
    if (this.isHeld === isHeld) return;
    this.isHeld = isHeld;
    const handles = [
      this.child,
      this.child.channel,
      this.child.stdout as Socket | null,
      this.child.stderr as Socket | null,
    ];
    for (const handle of handles) {
      if (isHeld) handle?.ref();
      else handle?.unref();
    }
  }

  private flush(): void {
    const messages = this.outgoing;
    this.outgoing = [];
    // A worker that died meanwhile is reported by its exit.
    if (this.child.connected) this.child.send(messages satisfies ToWorker[], () => undefined);
  }

  private listen(): void {
    const { child } = this;
    child.on("message", (envelope: unknown) => {
      if (Array.isArray(envelope) && envelope[0] === this.token) this.listener.onMessage(envelope[1] as FromWorker);
    });
    child.on("error", () => {
      if (this.pid === 0) this.finish({ code: null, signal: null, disconnected: false });
    });
    child.on("disconnect", () => {
      // When a process dies its exit follows at once; one that lives on without its channel is of no use.
      setTimeout(() => {
        if (!this.isAlive) return;
        this.disconnected = true;
        this.kill();
      }, drainMs);
    });
    child.on("exit", (code, signal) => {
      killGroup(this.pid);
      const exit = { code, signal, disconnected: this.disconnected };
      this.exit = exit;
      setTimeout(() => this.finish(exit), drainMs).unref();
    });
    child.on("close", () => {
      if (this.exit !== undefined) this.finish(this.exit);
    });
    for (const name of ["stdout", "stderr"] as const) {
      const stream = child[name];
      stream?.setEncoding("utf8");
      stream?.on("data", (chunk: string) => this.listener.onOutput(name, chunk));
      stream?.on("error", () => undefined);
    }
  }

  private finish(exit: WorkerExit): void {
    if (this.ended) return;
    this.ended = true;
    this.exit = exit;
    this.recall?.close();
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.listener.onExit(exit);
  }
}

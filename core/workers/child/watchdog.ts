import { fstatSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { deathMark } from "../protocol.ts";

interface WatchdogOptions {
  hostPid: number;
  /** Heap limit, MB. */
  memoryMb: number;
  /** Of the `Gate`. */
  gate: SharedArrayBuffer;
  /** Of the `RecallFile`; undefined = nothing waits in this process. */
  recall: number | undefined;
}

/** The thread, as its process knows it. */
export interface Watchdog {
  /** Lets it look now. */
  wake(): void;
}

const pollMs = 200;
/** Between two looks for a question while attempts begin and end, ms: one that computes for long must not hold others up. */
const heedMs = 20;

/**
 * Starts a thread that ends the process, with SIGKILL and together with its group, within 1 s of the host's death or
 * when the resident memory passes the limit. It blocks in Atomics.wait and uses no event loop, so it also works
 * while the main thread spins and after a step closed descriptors it does not own.
 */
export function startWatchdog({ hostPid, memoryMb, gate, recall }: WatchdogOptions): Watchdog {
  // What the process needs before any step code counts on top: the limit is about what steps use.
  const limit = memoryMb * 1_048_576 + process.memoryUsage.rss();
  const file = recall === undefined ? undefined : fstatSync(recall);
  // Taken before step code runs.
  const look = file === undefined ? "" : `${file.dev}:${file.ino}`;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(source, {
    eval: true,
    workerData: { hostPid, limit, memoryMb, pollMs, heedMs, mark: deathMark, gate, recall, look, cell },
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  });
  worker.unref();
  return { wake: () => void Atomics.notify(cell, 0) };
}

// Plain JavaScript in a text: the thread starts without a loader, in half the time and memory.
const source = `
const { workerData: { hostPid, limit, memoryMb, pollMs, heedMs, mark, gate, recall, look, cell } } = require("node:worker_threads");
const { fstatSync, readSync, writeSync } = require("node:fs");
const lookAt = () => { const { dev, ino } = fstatSync(recall); return dev + ":" + ino; };
const passed = new Int32Array(gate);
const question = Buffer.alloc(4);
const answer = Buffer.alloc(8);
// See RecallFile and Gate.
function heed() {
  // A step that closed the file may have opened another one in its place.
  if (lookAt() !== look) return;
  readSync(recall, question, 0, 4, 0);
  if (question.compare(answer, 0, 4) === 0) return;
  for (let last; (last = Atomics.load(passed, 0)) >= 0 && Atomics.compareExchange(passed, 0, last, -last - 1) !== last; );
  question.copy(answer);
  answer.writeUInt32LE(-Atomics.load(passed, 0) - 1, 4);
  writeSync(recall, answer, 0, 8, 4);
}
function end() {
  if (process.platform !== "win32") try { process.kill(-process.pid, "SIGKILL"); } catch {}
  process.kill(process.pid, "SIGKILL");
}
// Until all is looked at again: often while something runs, which the number of the last attempt that began tells.
function rest() {
  const before = Atomics.load(passed, 0);
  if (recall === undefined || before === known) Atomics.wait(cell, 0, 0, pollMs);
  else for (let left = pollMs; left > 0; left -= heedMs) {
    Atomics.wait(cell, 0, 0, heedMs);
    // A step may have closed the file.
    try { heed(); } catch {}
  }
  known = before;
}
let known = 0;
for (;;) {
  rest();
  if (process.ppid !== hostPid) end();
  if (recall !== undefined) try { heed(); } catch {}
  const used = process.memoryUsage.rss();
  if (used > limit) {
    const megabytes = Math.round(used / 1048576);
    try {
      writeSync(2, "\\n" + mark + "MemoryLimitException: The step used more than its memory limit of " + memoryMb +
        " MB (the process had " + megabytes + " MB)\\n");
    } catch {}
    end();
  }
}
`;

import type { AttemptLogLine } from "../../engine/ports/StepWorkers.ts";
import { logLevels } from "../../model/RunRecord.ts";
import { logLimit } from "../logLimit.ts";
import { endProcess } from "./endProcess.ts";

/** Longest time a line waits for company, ms. */
const delayMs = 50;
/** So many times within that span lines are sent at once. */
const promptSends = 4;
const batchCharacters = 65_536;
const longestMessage = 262_144;
const tailLines = 20;
const longestTailLine = 1_000;

// Step code may replace the globals.
const { setTimeout, clearTimeout } = globalThis;
const now = Date.now.bind(Date);

interface LogBatchOptions {
  /** Lines below it are dropped here; flow and above never are. */
  level: number;
  /** Characters of all lines; beyond it the attempt ends. */
  limit: number;
  send: (lines: AttemptLogLine[]) => void;
}

/** Collects the log lines of one attempt and sends them in batches. */
export class LogBatch {
  /** A line at warning or above was logged. */
  warned = false;
  private readonly options: LogBatchOptions;
  private lines: AttemptLogLine[] = [];
  private characters = 0;
  private total = 0;
  private timer: NodeJS.Timeout | undefined;
  private windowStart = 0;
  private sent = 0;
  private readonly tail: string[] = [];

  constructor(options: LogBatchOptions) {
    this.options = options;
  }

  add(level: number, module: string, message: string): void {
    const { limit } = this.options;
    if (level < this.options.level && level < logLevels.flow) {
      if (module === "console") this.keepTail(message);
      return;
    }
    const text = message.length > longestMessage ? cut(message) : message;
    const time = now();
    this.warned ||= level >= logLevels.warning;
    this.lines.push({ time, level, module, message: text });
    this.characters += text.length;
    this.total += text.length;
    // The host counts as well, but hears nothing of a step that never returns to the event loop.
    if (this.total > limit + batchCharacters) endProcess(logLimit(limit));
    if (time - this.windowStart >= delayMs) {
      this.windowStart = time;
      this.sent = 0;
    }
    // The first lines go at once, so that they are known whatever comes next: a loop without end, or a crash.
    if (this.sent < promptSends || this.characters >= batchCharacters) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), delayMs).unref();
  }

  /** What the console showed last at levels that are not sent. */
  takeTail(): string[] {
    return this.tail.splice(0);
  }

  /** Sends what is there. */
  flush(): void {
    const lines = this.take();
    if (lines.length === 0) return;
    this.sent += 1;
    this.options.send(lines);
  }

  /** What is there, to travel with something else. */
  take(): AttemptLogLine[] {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
    const { lines } = this;
    this.lines = [];
    this.characters = 0;
    return lines;
  }

  private keepTail(message: string): void {
    if (this.tail.push(message.slice(0, longestTailLine)) > tailLines) this.tail.shift();
  }
}

function cut(message: string): string {
  return `${message.slice(0, longestMessage)}… (${message.length - longestMessage} more characters)`;
}

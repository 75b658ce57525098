import type { AttemptLogLine } from "../../engine/ports/StepWorkers.ts";
import { logLevels } from "../../model/RunRecord.ts";

/** Longest time a line waits for company, ms. */
const delayMs = 50;
const batchCharacters = 65_536;
const longestMessage = 262_144;

// Step code may replace the globals.
const { setTimeout, clearTimeout } = globalThis;
const now = Date.now.bind(Date);

interface LogBatchOptions {
  /** Lines below it are dropped here; flow and above never are. */
  level: number;
  /** After so many characters nothing more is kept: the host ends the attempt. */
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

  constructor(options: LogBatchOptions) {
    this.options = options;
  }

  add(level: number, module: string, message: string): void {
    const { limit } = this.options;
    if (level < this.options.level && level < logLevels.flow) return;
    if (this.total > limit) return;
    const text = message.length > longestMessage ? cut(message) : message;
    const time = now();
    this.warned ||= level >= logLevels.warning;
    this.lines.push({ time, level, module, message: text });
    this.characters += text.length;
    this.total += text.length;
    const isOld = time - (this.lines[0]?.time ?? time) >= delayMs;
    // A step that never returns to the event loop is heard as well.
    if (isOld || this.characters >= batchCharacters || this.total > limit) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), delayMs).unref();
  }

  /** Sends what is there. */
  flush(): void {
    const lines = this.take();
    if (lines.length > 0) this.options.send(lines);
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
}

function cut(message: string): string {
  return `${message.slice(0, longestMessage)}… (${message.length - longestMessage} more characters)`;
}

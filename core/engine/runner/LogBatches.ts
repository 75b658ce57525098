import type { Clock, Timer } from "../../base/Clock.ts";
import { logLevels } from "../../model/RunRecord.ts";
import type { AttemptLogLine } from "../ports/StepWorkers.ts";

/** Longest time a line waits while the attempt runs, ms. */
const batchMs = 250;
/** Characters that are stored at once. */
const batchSize = 64 * 1024;

interface Log {
  clock: Clock;
  level: number;
  store(lines: AttemptLogLine[]): void;
}

/** Stores the lines of an attempt in batches while it runs (semantics, section 9); the rest comes with the outcome. */
export class LogBatches {
  private readonly log: Log;
  private lines: AttemptLogLine[] = [];
  private size = 0;
  private timer: Timer | undefined;
  private ended = false;

  constructor(log: Log) {
    this.log = log;
  }

  add(lines: readonly AttemptLogLine[]): void {
    if (this.ended) return;
    for (const line of lines) {
      if (line.level < this.log.level && line.level < logLevels.flow) continue;
      this.lines.push(line);
      this.size += line.message.length;
    }
    if (this.size >= batchSize) this.log.store(this.take());
    else if (this.lines.length > 0) this.timer ??= this.log.clock.after(batchMs, () => this.log.store(this.take()));
  }

  /** Nothing is stored any more: what is left goes to disk with the outcome. */
  end(): AttemptLogLine[] {
    this.ended = true;
    return this.take();
  }

  private take(): AttemptLogLine[] {
    this.timer?.cancel();
    this.timer = undefined;
    const { lines } = this;
    this.lines = [];
    this.size = 0;
    return lines;
  }
}

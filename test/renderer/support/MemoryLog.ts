import { Emitter, type Unsubscribe } from "../../../core/base/Emitter.ts";
import { type LogLine, logLevels } from "../../../core/model/RunRecord.ts";
import type { LogFilter, LogPort } from "../../../renderer/state/ports/LogPort.ts";

/** The log of one run in memory. */
export class MemoryLog implements LogPort {
  readonly lines: LogLine[] = [];
  /** Numbers that were read on from. */
  readonly reads: number[] = [];
  /** Reading rejects with it. */
  failure: string | undefined;
  private readonly news = new Emitter<void>((error) => {
    throw error;
  });

  /** The run logs one more line. */
  add(message: string, level: number = logLevels.info): void {
    const seq = this.lines.length + 1;
    const about = { runId: "run-1", stepRunId: undefined, step: "a", attempt: 1, module: "a" };
    this.lines.push({ seq, time: seq, level, message, ...about });
  }

  tell(): void {
    this.news.emit();
  }

  async read({ level, text = "" }: LogFilter, { after, limit }: { after: number; limit: number }): Promise<LogLine[]> {
    this.reads.push(after);
    if (this.failure !== undefined) throw new Error(this.failure);
    const fits = (line: LogLine): boolean => line.level >= logLevels[level] && line.message.includes(text);
    return this.lines.filter((line) => (line.seq ?? 0) > after && fits(line)).slice(0, limit);
  }

  onNews(_run: string, listener: () => void): Unsubscribe {
    return this.news.subscribe(listener);
  }
}

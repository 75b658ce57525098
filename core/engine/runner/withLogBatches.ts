import type { Clock, Timer } from "../../base/Clock.ts";
import { logLevels } from "../../model/RunRecord.ts";
import type { AttemptLogLine } from "../ports/StepWorkers.ts";
import type { Executor } from "./Executor.ts";

/** Longest time a line waits while the attempt runs, ms. */
const batchMs = 250;
/** Characters that are stored at once. */
const batchSize = 64 * 1024;

/** What came out of an attempt, and the lines that go to disk with it. */
export interface Logged<T> {
  outcome: T;
  lines: AttemptLogLine[];
}

/** Stores the lines of an attempt in batches while it runs (semantics, section 9); the rest comes with the outcome. */
export function withLogBatches<T>(
  executor: Executor<T>,
  log: { clock: Clock; level: number; store(lines: AttemptLogLine[]): void },
): Executor<Logged<T>> {
  return (request, hooks) => {
    let lines: AttemptLogLine[] = [];
    let size = 0;
    let timer: Timer | undefined;
    let ended = false;
    const take = (): AttemptLogLine[] => {
      timer?.cancel();
      timer = undefined;
      const taken = lines;
      lines = [];
      size = 0;
      return taken;
    };
    const execution = executor(request, {
      ...hooks,
      onLog(added) {
        if (ended) return;
        for (const line of added) {
          if (line.level < log.level && line.level < logLevels.flow) continue;
          lines.push(line);
          size += line.message.length;
        }
        if (size >= batchSize) log.store(take());
        else if (lines.length > 0) timer ??= log.clock.after(batchMs, () => log.store(take()));
      },
    });
    const done = execution.done.then((outcome) => {
      ended = true;
      return { outcome, lines: take() };
    });
    return { done, revoke: (graceMs) => execution.revoke(graceMs) };
  };
}

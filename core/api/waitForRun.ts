import type { Clock } from "../base/Clock.ts";
import { isSluiceError } from "../base/SluiceError.ts";
import type { RunRecord } from "../model/RunRecord.ts";
import type { RunQueries } from "../service/runs/RunQueries.ts";
import type { RunService } from "../service/runs/RunService.ts";

/** Longest a request may wait for a run, seconds (manual, querying for the state of an application). */
export const longestWait = 30;

/** Waits until a run ends, at most `seconds`, and gives it as it then is. */
export async function waitForRun(
  runId: string,
  { seconds, ...parts }: { seconds: number; runs: RunService; queries: RunQueries; clock: Clock },
): Promise<RunRecord> {
  if (seconds > 0) {
    const timeout = Promise.withResolvers<void>();
    const timer = parts.clock.after(Math.min(seconds, longestWait) * 1000, timeout.resolve);
    await Promise.race([finished(runId, parts.runs), timeout.promise]);
    timer.cancel();
  }
  return parts.queries.get(runId);
}

/** The engine forgets an ended run: then there is nothing to wait for. */
async function finished(runId: string, runs: RunService): Promise<void> {
  try {
    await runs.finished(runId);
  } catch (error) {
    if (!isSluiceError(error, "not_found")) throw error;
  }
}

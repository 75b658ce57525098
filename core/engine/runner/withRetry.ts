import type { RetryOptions } from "../../model/RetryOptions.ts";
import { retryDelay } from "../../model/retryDelays.ts";
import { type Executor, mapOutcome } from "./Executor.ts";

/** An outcome with the seconds after which the step is tried again; undefined = it is not. */
export type Retried<T> = T & { retryIn: number | undefined };

/** Says of a failure whether and when the next attempt follows (semantics, section 5). `retry` counts the failed attempts before this one. */
export function withRetry<T extends { kind: string }>(
  executor: Executor<T>,
  of: { options: RetryOptions; retry: number; random: () => number },
): Executor<Retried<T>> {
  return mapOutcome(executor, (outcome) => {
    const again = outcome.kind === "failure" && of.retry < of.options.retryMax;
    return { ...outcome, retryIn: again ? retryDelay(of) : undefined };
  });
}

import type { JsonObject } from "../base/json.ts";
import type { RetryOptions } from "./RetryOptions.ts";
import { readRetry } from "./readApplication.ts";

/**
 * Seconds to wait before each retry of a step that always fails; executions = length + 1. `step` is the entry as written
 * in the document (manual, Defining Retry Options for a Step), `random` gives a number from 0 (included) to 1 (excluded).
 */
export function retryDelays(step: JsonObject, random: () => number): number[] {
  const options = readRetry(step);
  return Array.from({ length: Math.max(0, options.retryMax) }, (_, retry) => retryDelay({ options, retry, random }));
}

/** Seconds before retry number `retry`, from 0 (semantics, section 5). Jitter has no effect without backoff. */
export function retryDelay(of: { options: RetryOptions; retry: number; random: () => number }): number {
  const { options, retry, random } = of;
  if (!options.retryBackoff) return Math.max(0, options.retryCountdown);
  const delay = Math.max(0, Math.min(options.retryBackoffMax, 2 ** retry));
  return options.retryJitter ? Math.floor(random() * (delay + 1)) : delay;
}

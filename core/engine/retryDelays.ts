import type { JsonValue } from "../base/json.ts";
import { toBoolean, toInteger } from "../model/baseValues.ts";
import { defaultRetryOptions, type RetryOptions } from "../model/RetryOptions.ts";

/** The retry keys of a step entry, as written in the document (manual, Defining Retry Options for a Step). */
export interface RetryKeys {
  retry_max?: JsonValue;
  retry_backoff?: JsonValue;
  retry_jitter?: JsonValue;
  retry_backoff_max?: JsonValue;
  retry_countdown?: JsonValue;
}

/**
 * Seconds to wait before each retry of a step entry that always fails; executions = length + 1.
 * `random` gives a number from 0 (included) to 1 (excluded). Missing and unreadable keys count as their defaults.
 */
export function retryDelays(step: RetryKeys, random: () => number): number[] {
  const options: RetryOptions = {
    retryMax: toInteger(step.retry_max) ?? defaultRetryOptions.retryMax,
    retryBackoff: toBoolean(step.retry_backoff) ?? defaultRetryOptions.retryBackoff,
    retryJitter: toBoolean(step.retry_jitter) ?? defaultRetryOptions.retryJitter,
    retryBackoffMax: toInteger(step.retry_backoff_max) ?? defaultRetryOptions.retryBackoffMax,
    retryCountdown: toInteger(step.retry_countdown) ?? defaultRetryOptions.retryCountdown,
  };
  return Array.from({ length: Math.max(0, options.retryMax) }, (_, retry) => retryDelay({ options, retry, random }));
}

/** Seconds before retry number `retry`, from 0 (semantics, section 5). Jitter has no effect without backoff. */
export function retryDelay(of: { options: RetryOptions; retry: number; random: () => number }): number {
  const { options, retry, random } = of;
  if (!options.retryBackoff) return Math.max(0, options.retryCountdown);
  const delay = Math.max(0, Math.min(options.retryBackoffMax, 2 ** retry));
  return options.retryJitter ? Math.floor(random() * (delay + 1)) : delay;
}

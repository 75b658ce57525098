import { maxRetries, maxSeconds } from "../../core/model/baseValues.ts";
import { defaultRetryOptions } from "../../core/model/RetryOptions.ts";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import type { TextKey } from "../text/english.ts";

/** Seconds an attempt may take when neither the step nor the settings say it. */
const defaultTimeout = 3_600;

type BaseKey =
  | "retry_max"
  | "retry_backoff"
  | "retry_backoff_max"
  | "retry_jitter"
  | "retry_countdown"
  | "attempt_timeout"
  | "continue_on_error"
  | "disabled";

/** What every step can be told beside its parameters (semantics, sections 1 and 5), as a form reads it. */
export function createBaseParameters(t: (key: TextKey) => string): readonly ParameterManifest[] {
  const { retryMax, retryBackoffMax, retryCountdown } = defaultRetryOptions;
  const seconds = { kind: "number", min: 0, max: maxSeconds } as const;
  const base = (name: BaseKey, more: Omit<ParameterManifest, "name">): ParameterManifest => ({
    name,
    title: t(`base.${name}`),
    description: t(`base.${name}.help`),
    ...more,
  });
  const withBackoff = { parameter: "retry_backoff", equals: true };
  return [
    base("retry_max", { kind: "number", min: 0, max: maxRetries, defaultValue: retryMax }),
    base("retry_backoff", { kind: "boolean", defaultValue: false }),
    base("retry_backoff_max", { ...seconds, defaultValue: retryBackoffMax, showWhen: withBackoff }),
    base("retry_jitter", { kind: "boolean", defaultValue: false, showWhen: withBackoff }),
    base("retry_countdown", {
      ...seconds,
      defaultValue: retryCountdown,
      showWhen: { parameter: "retry_backoff", equals: false },
    }),
    base("attempt_timeout", { ...seconds, defaultValue: defaultTimeout }),
    base("continue_on_error", { kind: "boolean", defaultValue: false }),
    base("disabled", { kind: "boolean", defaultValue: false }),
  ];
}

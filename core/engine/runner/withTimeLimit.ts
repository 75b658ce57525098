import type { Executor } from "./Executor.ts";

/** Limits the duration of an attempt. The worker keeps the time, as it can end the process. */
export function withTimeLimit<T>(executor: Executor<T>, seconds: number): Executor<T> {
  const wallMs = Math.ceil(seconds * 1000);
  return (request, hooks) => executor({ ...request, limits: { ...request.limits, wallMs } }, hooks);
}

import type { AttemptOutcome, Placement, StepWorkers } from "../ports/StepWorkers.ts";
import type { Executor } from "./Executor.ts";
import { toStepError } from "./toStepError.ts";

/** The innermost executor: a worker process. A fault of the pool is reported and fails the attempt. */
export function runInWorker(
  workers: StepWorkers,
  { onBug, placement }: { onBug(error: unknown): void; placement: Placement },
): Executor<AttemptOutcome> {
  return (request, hooks) => {
    const fail = (error: unknown): AttemptOutcome => {
      onBug(error);
      return { kind: "failure", error: toStepError(error, request.attempt), warned: false, parameters: undefined };
    };
    try {
      const attempt = workers.run(request, hooks, placement);
      return { done: attempt.done.catch(fail), revoke: (graceMs) => attempt.revoke(graceMs) };
    } catch (error) {
      return { done: Promise.resolve(fail(error)), revoke: () => undefined };
    }
  };
}

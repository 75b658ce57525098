import type { AttemptHooks, AttemptRequest } from "../ports/StepWorkers.ts";

/** An attempt under way. `done` never rejects. */
export interface Execution<T> {
  readonly done: Promise<T>;
  revoke(graceMs: number): void;
}

/** Begins one attempt. Everything around it is a wrapper that gives another executor. */
export type Executor<T> = (request: AttemptRequest, hooks: AttemptHooks) => Execution<T>;

/** An executor that changes what comes out. */
export function mapOutcome<A, B>(executor: Executor<A>, change: (outcome: A) => B | Promise<B>): Executor<B> {
  return (request, hooks) => {
    const execution = executor(request, hooks);
    return { done: execution.done.then(change), revoke: (graceMs) => execution.revoke(graceMs) };
  };
}

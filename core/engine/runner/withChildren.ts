import type { AttemptOutcome, WaitRequest } from "../ports/StepWorkers.ts";
import { type Executor, mapOutcome } from "./Executor.ts";
import { toStepError } from "./toStepError.ts";

/** An outcome whose wait is prepared: the runs it asks for are planned. */
export type PreparedOutcome<P> =
  | Exclude<AttemptOutcome, { kind: "suspended" }>
  | (Extract<AttemptOutcome, { kind: "suspended" }> & { prepared: P });

/** Plans the child runs a step wants to wait for. A run that cannot be planned fails the attempt. */
export function withChildren<P>(
  executor: Executor<AttemptOutcome>,
  of: { attempt: number; prepare(wait: WaitRequest): Promise<P> },
): Executor<PreparedOutcome<P>> {
  return mapOutcome(executor, async (outcome) => {
    if (outcome.kind !== "suspended") return outcome;
    try {
      return { ...outcome, prepared: await of.prepare(outcome.wait) };
    } catch (error) {
      const { warned, parameters } = outcome;
      return { kind: "failure", error: toStepError(error, of.attempt), warned, parameters };
    }
  });
}

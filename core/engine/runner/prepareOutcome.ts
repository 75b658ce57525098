import type { AttemptOutcome, WaitRequest } from "../ports/StepWorkers.ts";
import { toStepError } from "./toStepError.ts";

/** An outcome whose wait is prepared: the runs it asks for are planned. */
export type PreparedOutcome<P> =
  | Exclude<AttemptOutcome, { kind: "suspended" }>
  | (Extract<AttemptOutcome, { kind: "suspended" }> & { prepared: P });

/** Plans the child runs a step wants to wait for. A run that cannot be planned fails the attempt. */
export function prepareOutcome<P>(
  outcome: AttemptOutcome,
  of: { attempt: number; prepare(wait: WaitRequest): Promise<P> },
): PreparedOutcome<P> | Promise<PreparedOutcome<P>> {
  return outcome.kind === "suspended" ? prepareWait(outcome, of) : outcome;
}

async function prepareWait<P>(
  outcome: Extract<AttemptOutcome, { kind: "suspended" }>,
  of: { attempt: number; prepare(wait: WaitRequest): Promise<P> },
): Promise<PreparedOutcome<P>> {
  try {
    return { ...outcome, prepared: await of.prepare(outcome.wait) };
  } catch (error) {
    const { warned, parameters } = outcome;
    return { kind: "failure", error: toStepError(error, of.attempt), warned, parameters };
  }
}

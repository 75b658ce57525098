import type { StepRunRecord } from "../../../core/model/RunRecord.ts";

/** One step in two runs; undefined where it is not there. */
export interface StepPair {
  name: string;
  first: StepRunRecord | undefined;
  second: StepRunRecord | undefined;
  /** State, error or size of the output tell them apart; equal sizes may still hold other data. */
  differs: boolean;
}

/** The steps of two runs by identity, else by name: in the order of the second run, then those that only the first one has. */
export function pairSteps(first: readonly StepRunRecord[], second: readonly StepRunRecord[]): StepPair[] {
  const left = new Set(first);
  const take = (wanted: StepRunRecord): StepRunRecord | undefined => {
    const found =
      [...left].find(({ stepId }) => stepId !== undefined && stepId === wanted.stepId) ??
      [...left].find(({ name }) => name === wanted.name);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const paired = second.map((step) => toPair(take(step), step));
  return [...paired, ...[...left].map((step) => toPair(step, undefined))];
}

function toPair(first: StepRunRecord | undefined, second: StepRunRecord | undefined): StepPair {
  const name = second?.name ?? first?.name ?? "";
  return { name, first, second, differs: sign(first) !== sign(second) };
}

function sign(step: StepRunRecord | undefined): string {
  if (step === undefined) return "";
  const { state, warning, error, data } = step;
  return JSON.stringify([state, warning, error?.exception, error?.message, data?.kind, data?.bytes, data?.count]);
}

import type { Refusal } from "./Command.ts";
import type { Workbench } from "./Workbench.ts";

/** It can always be done. */
export const never: Refusal = () => undefined;

/** Reasons that several commands share. */
export const needsSelection: Refusal = ({ session }) => {
  const { steps, edges, notes, groups } = session.store.getState().selection;
  return steps.size + edges.size + notes.size + groups.size === 0 ? "when.nothingSelected" : undefined;
};

export const needsBoxes: Refusal = ({ session }) => {
  const { steps, notes, groups } = session.store.getState().selection;
  return steps.size + notes.size + groups.size === 0 ? "when.nothingSelected" : undefined;
};

export const needsStep: Refusal = ({ session }) =>
  session.store.getState().selection.steps.size === 0 ? "when.noStep" : undefined;

export const needsGroup: Refusal = ({ session }) =>
  session.store.getState().selection.groups.size === 0 ? "when.noGroup" : undefined;

export const needsStepOrGroup: Refusal = ({ session }) => {
  const { steps, groups } = session.store.getState().selection;
  return steps.size + groups.size === 0 ? "when.noStep" : undefined;
};

export const needsOneStep: Refusal = ({ session }) =>
  session.store.getState().selection.steps.size === 1 ? undefined : "when.oneStep";

export const needsTwo: Refusal = ({ session }) => (countBoxes(session) < 2 ? "when.twoSteps" : undefined);

export const needsThree: Refusal = ({ session }) => (countBoxes(session) < 3 ? "when.threeSteps" : undefined);

export const needsSteps: Refusal = ({ document }) =>
  document.store.getState().flow.steps.length === 0 ? "when.noSteps" : undefined;

function countBoxes(session: Workbench["session"]): number {
  const { steps, notes } = session.store.getState().selection;
  return steps.size + notes.size;
}

import { findUses } from "../state/refactor/findUses.ts";
import { text } from "../text/texts.ts";
import { perform } from "./perform.ts";
import type { Workbench } from "./Workbench.ts";

/**
 * Gives a step another name; edges and references follow. When the old name is used elsewhere too, a person is asked
 * first which of the uses change. Says why when the name is taken.
 */
export function renameStep(workbench: Workbench, { step, name }: { step: string; name: string }): void {
  const { flow } = workbench.document.store.getState();
  const old = flow.byId.get(step)?.name;
  if (old === undefined || name === old) return;
  if (findUses(flow, old).length > 0 && !flow.steps.some((one) => one.name === name)) {
    workbench.session.set({ renaming: { step, name } });
    return;
  }
  perform(workbench, text("gesture.rename", { name: old }), [{ op: "renameStep", step, name }]);
}

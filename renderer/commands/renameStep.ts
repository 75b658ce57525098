import { findCodeUses } from "../state/refactor/codeUses.ts";
import { findUses } from "../state/refactor/findUses.ts";
import { text } from "../text/texts.ts";
import { listOwnClasses, type ReadCode, readOwnCode } from "./ownCode.ts";
import { perform } from "./perform.ts";
import type { Workbench } from "./Workbench.ts";

const noCode: ReadCode = { texts: [], unread: [] };

/**
 * Gives a step another name; edges and references follow. When the old name is used elsewhere too, in the code of one's
 * own step classes as well or in code that cannot be read, a person is asked first which of the uses change. Says why when the name is taken.
 */
export async function renameStep(workbench: Workbench, { step, name }: { step: string; name: string }): Promise<void> {
  const { flow } = workbench.document.store.getState();
  const old = flow.byId.get(step)?.name;
  if (old === undefined || name === old) return;
  if (!flow.steps.some((one) => one.name === name)) {
    // Without own classes it is known at once, and the new name is there with the key.
    const files = findUses(flow, old).length > 0 ? [] : listOwnClasses(workbench, flow);
    const { texts, unread } = files.length === 0 ? noCode : await readOwnCode(workbench, files);
    const isInCode = unread.length > 0 || findCodeUses(texts, { name: old, kind: "step" }).length > 0;
    if (findUses(flow, old).length > 0 || isInCode) {
      workbench.session.set({ renaming: { step, name } });
      return;
    }
  }
  perform(workbench, text("gesture.rename", { name: old }), [{ op: "renameStep", step, name }]);
}

import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import type { FlowGroup } from "../state/flow/Flow.ts";
import { text } from "../text/texts.ts";
import { perform } from "./perform.ts";
import type { Workbench } from "./Workbench.ts";

/** Folds or unfolds groups as one gesture, and selects them: what was selected inside may no longer be seen. */
export function foldGroup(
  workbench: Workbench,
  { groups, folded }: { groups: readonly FlowGroup[]; folded: boolean },
): void {
  const operations = groups
    .filter((group) => group.folded !== folded)
    .map(({ id }): EditOperation => ({ op: "setGroup", id, key: "folded", value: folded }));
  if (!perform(workbench, text(folded ? "gesture.fold" : "gesture.unfold"), operations)) return;
  workbench.session.select({ groups: new Set(groups.map(({ id }) => id)) });
}

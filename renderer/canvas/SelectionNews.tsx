import type { ReactElement } from "react";
import { useDocument, useSession } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";

/** Tells screen readers what is selected. */
export function SelectionNews(): ReactElement {
  const t = useText();
  const steps = useSession((state) => state.selection.steps);
  const [first = ""] = steps;
  const name = useDocument(({ flow }) => flow.byId.get(first)?.name ?? "");
  return (
    <div role="status" className="visually-hidden">
      {steps.size === 0 ? t("canvas.selectedNone") : t("canvas.selected", { count: steps.size, name })}
    </div>
  );
}

import { useEffect, useRef } from "react";
import type { Workbench } from "../commands/Workbench.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import { arrangeNew } from "./layout/arrangeNew.ts";

/**
 * Gives places to steps that come without one. Once when the document opens, the view shows all of it, or what was seen of it
 * last.
 */
export function useArrangeNew(workbench: Workbench): void {
  const isReady = useDocument((state) => state.status === "ready");
  const lacking = useDocument(({ flow }) => flow.steps.filter(({ at }) => at === undefined).length);
  const isBusy = useRef(false);
  const wasShown = useRef(false);
  useEffect(() => {
    const { canvas } = workbench;
    const showOnce = (): void => {
      const view = workbench.view.read();
      if (!wasShown.current && view !== undefined && lacking === 0) canvas.look(view);
      else if (!wasShown.current) canvas.fit();
      wasShown.current = true;
    };
    if (!isReady || isBusy.current) return;
    if (lacking === 0) {
      showOnce();
      return;
    }
    isBusy.current = true;
    arrangeNew(workbench)
      .catch((error: unknown) => workbench.notify(error instanceof Error ? error.message : String(error), "error"))
      .finally(() => {
        isBusy.current = false;
        showOnce();
      });
  }, [workbench, isReady, lacking]);
}

import { useEffect, useRef, useState } from "react";
import type { Workbench } from "../commands/Workbench.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import { arrangeNew } from "./layout/arrangeNew.ts";

/**
 * Whether a document that was loaded can be drawn. One without a layout, as from elsewhere, is arranged before: to draw it
 * without places would take the time that the layout needs.
 */
export function useFirstLayout(workbench: Workbench): boolean {
  const isReady = useDocument((state) => state.status === "ready");
  const isLacking = useDocument(({ flow }) => flow.steps.some(({ at }) => at === undefined));
  const [isDone, setDone] = useState(false);
  const isBegun = useRef(false);
  useEffect(() => {
    if (!isReady || isBegun.current) return;
    isBegun.current = true;
    const end = (): void => setDone(true);
    // What fails is tried again, and told, by the canvas.
    if (isLacking) arrangeNew(workbench).then(end, end);
    else end();
  }, [workbench, isReady, isLacking]);
  return isDone || (isReady && !isLacking && !isBegun.current);
}

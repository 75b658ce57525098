import { useStore } from "@xyflow/react";
import { useEffect } from "react";
import type { Workbench } from "../commands/Workbench.ts";
import { useSession } from "../commands/WorkbenchContext.ts";
import { findShownCard } from "../state/flow/foldFlow.ts";

/**
 * Keeps the opened step in view when its panel takes room from the canvas. A mere change of the opened step moves
 * nothing: the second click of a double-click must find the card where the first one did.
 */
export function useRevealOpened(workbench: Workbench): void {
  const isOpen = useSession((state) => state.stepPanel);
  const width = useStore((state) => state.width);
  useEffect(() => {
    const { document, session, canvas } = workbench;
    const card = findShownCard(document.store.getState().flow, session.store.getState().openStep ?? "");
    if (isOpen && width > 0 && card !== undefined) canvas.reveal(card);
  }, [workbench, isOpen, width]);
}

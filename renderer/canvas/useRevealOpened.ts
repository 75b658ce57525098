import { useStore } from "@xyflow/react";
import { useEffect } from "react";
import type { Workbench } from "../commands/Workbench.ts";
import { useSession } from "../commands/WorkbenchContext.ts";
import { cardWidth, heightOfCard } from "../state/flow/cardSize.ts";

/**
 * Keeps the opened step in view when its panel takes room from the canvas. A mere change of the opened step moves
 * nothing: the second click of a double-click must find the card where the first one did.
 */
export function useRevealOpened(workbench: Workbench): void {
  const isOpen = useSession((state) => state.stepPanel);
  const width = useStore((state) => state.width);
  useEffect(() => {
    const { document, session, canvas } = workbench;
    const step = document.store.getState().flow.byId.get(session.store.getState().openStep ?? "");
    if (!isOpen || width === 0 || step?.at === undefined) return;
    canvas.reveal({ ...step.at, width: cardWidth, height: heightOfCard(step) });
  }, [workbench, isOpen, width]);
}

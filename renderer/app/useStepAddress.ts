import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { cardHeight, cardWidth } from "../state/flow/cardSize.ts";

/** Opens the step that the address names once the document is there; then the address names the step whose panel is open. */
export function useStepAddress(isReady: boolean): void {
  const { session, document, canvas } = useWorkbench();
  const [address, go] = useLocation();
  const present = useSearch();
  const wanted = new URLSearchParams(present).get("step");
  const isPanelOpen = useSession((state) => state.stepPanel);
  const openStep = useSession((state) => state.openStep);
  const step = isPanelOpen ? openStep : undefined;
  const isRead = useRef(false);
  useEffect(() => {
    if (!isReady || isRead.current) return;
    isRead.current = true;
    const found = wanted === null ? undefined : document.store.getState().flow.byId.get(wanted);
    if (found === undefined) return;
    session.openStep(found.id);
    // The canvas shows all of the flow first.
    const { at } = found;
    if (at !== undefined) requestAnimationFrame(() => canvas.goTo({ ...at, width: cardWidth, height: cardHeight }));
  }, [isReady, wanted, session, document, canvas]);
  useEffect(() => {
    if (!isRead.current || (step ?? null) === wanted) return;
    // What else the address names stays: a step of a run is named by both.
    const search = new URLSearchParams(present);
    if (step === undefined) search.delete("step");
    else search.set("step", step);
    go(search.size === 0 ? address : `${address}?${search}`, { replace: true });
  }, [step, wanted, present, address, go]);
}

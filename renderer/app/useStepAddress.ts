import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { goToStep } from "../commands/goToStep.ts";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";

/**
 * Opens the step that the address names once the document is there, and whenever one goes back or forward to it; else the
 * address names the step whose panel is open, each as a place to go back to.
 */
export function useStepAddress(isReady: boolean): void {
  const workbench = useWorkbench();
  const { session, document } = workbench;
  const [address, go] = useLocation();
  const present = useSearch();
  const wanted = new URLSearchParams(present).get("step");
  const isPanelOpen = useSession((state) => state.stepPanel);
  const openStep = useSession((state) => state.openStep);
  const step = isPanelOpen ? (openStep ?? null) : null;
  /** What the address named when both were last the same; undefined = it was not followed yet. */
  const named = useRef<string | null>(undefined);
  /** Whether the panel showed the settings of the application where no step was open. */
  const showedSettings = useRef(false);
  if (step === null) showedSettings.current = isPanelOpen;
  useEffect(() => {
    if (!isReady) return;
    const isKnown = wanted !== null && document.store.getState().flow.byId.has(wanted);
    if (wanted !== named.current && (isKnown || named.current !== undefined)) {
      named.current = wanted;
      if (!isKnown) session.set({ openStep: undefined, stepPanel: showedSettings.current });
      else {
        session.openStep(wanted);
        // The canvas shows all of the flow first.
        requestAnimationFrame(() => goToStep(workbench, wanted, { opens: false }));
      }
      return;
    }
    const isFirst = named.current === undefined;
    named.current = step;
    if (step === wanted) return;
    // What else the address names stays: a step of a run is named by both.
    const search = new URLSearchParams(present);
    if (step === null) search.delete("step");
    else search.set("step", step);
    go(search.size === 0 ? address : `${address}?${search}`, { replace: isFirst });
  }, [isReady, wanted, step, present, address, go, session, document, workbench]);
}

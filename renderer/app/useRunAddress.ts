import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { useShownRun } from "../commands/useShownRun.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";

/**
 * Shows the run that the address names when the address changes to it, as when one goes back; and lets the address name the
 * run that begins. The first run is shown with the application.
 */
export function useRunAddress(): void {
  const t = useText();
  const { runs, live, notify } = useWorkbench();
  const [address, go] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get("run");
  const shown = useShownRun()?.id;
  const name = useRef<(run: string) => void>(undefined);
  name.current = (run) => {
    if (run === wanted) return;
    // The step may have been named since this was drawn.
    const search = new URLSearchParams(window.location.search);
    search.set("run", run);
    go(`${address}?${search}`, { replace: true });
  };
  const last = useRef(wanted);
  useEffect(() => {
    if (last.current === wanted) return;
    last.current = wanted;
    if (wanted === null || live.run()?.id === wanted) return;
    runs?.show(wanted).catch((error: Error) => {
      notify(t("run.notShown", { reason: error.message }), "error");
      const stays = live.run()?.id;
      if (stays !== undefined) name.current?.(stays);
    });
  }, [wanted, runs, live, notify, t]);
  // An address that another run was chosen by names it before it is shown.
  useEffect(() => {
    if (shown !== undefined) name.current?.(shown);
  }, [shown]);
}

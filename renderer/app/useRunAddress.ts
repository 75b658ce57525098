import { useEffect, useRef } from "react";
import { useSearch } from "wouter";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";

/** Shows the run that the address names when the address changes to it, as when one goes back. The first one is shown with the application. */
export function useRunAddress(): void {
  const t = useText();
  const { runs, live, notify } = useWorkbench();
  const wanted = new URLSearchParams(useSearch()).get("run");
  const last = useRef(wanted);
  useEffect(() => {
    if (last.current === wanted) return;
    last.current = wanted;
    if (wanted === null || live.run()?.id === wanted) return;
    runs?.show(wanted).catch((error: Error) => notify(t("run.notShown", { reason: error.message }), "error"));
  }, [wanted, runs, live, notify, t]);
}

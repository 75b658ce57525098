import { useCallback, useSyncExternalStore } from "react";
import { useWorkbench } from "./WorkbenchContext.ts";

/** The time, ms since the epoch; while `counts`, the component is painted again each second. */
export function useNow(counts: boolean): number {
  const { ticker } = useWorkbench();
  return useSyncExternalStore(
    useCallback((listener) => (counts ? ticker.subscribe(listener) : () => undefined), [ticker, counts]),
    ticker.now,
  );
}

import { useCallback, useSyncExternalStore } from "react";
import type { RunShown } from "../state/ports/RunPort.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** The run that is shown. */
export function useRun(): RunShown | undefined {
  const { live } = useWorkbench();
  return useSyncExternalStore(
    useCallback((listener) => live.onFrame(listener), [live]),
    () => live.run(),
  );
}

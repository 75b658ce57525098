import { useCallback, useSyncExternalStore } from "react";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** How one step is doing in the shown run; only a change of this step paints the component again. */
export function useStepRun(id: string): StepRunRecord | undefined {
  const { live } = useWorkbench();
  return useSyncExternalStore(
    useCallback((listener) => live.onStep(id, listener), [live, id]),
    () => live.step(id),
  );
}

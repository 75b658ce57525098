import { useCallback, useSyncExternalStore } from "react";
import type { Workbench } from "../../commands/Workbench.ts";

const mostMoving = 50;

/** Whether so many steps run that edges no longer move. */
export function useStill({ live }: Workbench): boolean {
  return useSyncExternalStore(
    useCallback((listener) => live.onFrame(listener), [live]),
    () => live.all().filter(({ state }) => state === "STARTED").length > mostMoving,
  );
}

import { useCallback, useSyncExternalStore } from "react";
import type { Workbench } from "../../commands/Workbench.ts";
import type { FlowEdge } from "../../state/flow/Flow.ts";
import type { LiveStore } from "../../state/live/createLiveStore.ts";

/** So many edges move at once at most. */
const mostMoving = 50;

/** Whether of the edges in view so many would move, because the steps they lead to run, that none does. */
export function isStill(edges: readonly FlowEdge[], live: Pick<LiveStore, "step">): boolean {
  let moving = 0;
  for (const { to } of edges) if (live.step(to)?.state === "STARTED") moving += 1;
  return moving > mostMoving;
}

/** The same as steps begin and end. */
export function useStill({ live }: Workbench, edges: readonly FlowEdge[]): boolean {
  return useSyncExternalStore(
    useCallback((listener) => live.onFrame(listener), [live]),
    () => isStill(edges, live),
  );
}

import { useStore } from "zustand";
import type { StaleReason } from "../state/watch/findStale.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** Why the shown run no longer says what a step would do; undefined = it does. */
export function useStale(step: string): StaleReason | undefined {
  return useStore(useWorkbench().stale.store, (stale) => stale.get(step));
}

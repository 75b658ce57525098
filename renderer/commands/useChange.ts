import { useStore } from "zustand";
import type { ChangeMark } from "../state/watch/readChanges.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** How a step differs from what is published, while changes are marked or searched for. */
export function useChange(step: string): ChangeMark | undefined {
  return useStore(useWorkbench().changes.store, (changes) => changes.get(step));
}

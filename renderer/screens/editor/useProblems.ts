import { useStore } from "zustand";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { PlacedProblem } from "../../state/document/findProblems.ts";

/** The problems of the document on screen as they were last found; undefined = nobody looked yet. */
export function useProblems(): readonly PlacedProblem[] | undefined {
  return useStore(useWorkbench().problems.store);
}

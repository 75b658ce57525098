import { useDeferredValue, useMemo } from "react";
import { useClasses, useDocument } from "../../commands/WorkbenchContext.ts";
import { findProblems, type PlacedProblem } from "../../state/document/findProblems.ts";

/** The problems of the document on screen, found when there is nothing more urgent to do. */
export function useProblems(): PlacedProblem[] {
  const { manifests } = useClasses();
  const edit = useDeferredValue(useDocument((state) => state.edit));
  return useMemo(() => findProblems(edit, manifests), [edit, manifests]);
}

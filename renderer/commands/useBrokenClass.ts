import { useCallback } from "react";
import { useStore } from "zustand";
import { findBroken } from "../state/code/findBroken.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import type { BrokenClass, ClassList } from "../state/ports/ClassPort.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** The class of a step if it could not be read; undefined = it was, or there is none. */
export function useBrokenClass({ file, syncpack, manifest }: FlowStep): BrokenClass | undefined {
  const find = useCallback(
    (list: ClassList) => (manifest === undefined ? findBroken(list, { file, syncpack }) : undefined),
    [file, syncpack, manifest],
  );
  return useStore(useWorkbench().classes.store, find);
}

import { useMemo } from "react";
import { useStore } from "zustand";
import { readPackVersions } from "../../core/model/readPackVersions.ts";
import { findBroken } from "../state/code/findBroken.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import type { BrokenClass } from "../state/ports/ClassPort.ts";
import { useDocument, useWorkbench } from "./WorkbenchContext.ts";

/** The class of a step if it could not be read, in the version of its pack that the application keeps; undefined = it was, or there is none. */
export function useBrokenClass({ file, syncpack, manifest }: FlowStep): BrokenClass | undefined {
  const list = useStore(useWorkbench().classes.store);
  const versions = useDocument(({ edit }) => readPackVersions(edit.document));
  return useMemo(
    () => (manifest === undefined ? findBroken(list, { file, syncpack, versions }) : undefined),
    [list, versions, file, syncpack, manifest],
  );
}

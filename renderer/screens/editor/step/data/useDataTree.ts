import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { DataTree } from "../../../../state/data/DataTree.ts";
import type { DataPath, StepDataPlace } from "../../../../state/ports/StepDataPort.ts";

/** The tree of saved data below a path; the component is painted again when more of it was read. Saved data never changes. */
export function useDataTree({ run, stepRun }: StepDataPlace, path: DataPath): DataTree {
  const { stepData } = useWorkbench();
  const queries = useQueryClient();
  const key = JSON.stringify(path);
  const tree = useMemo(
    () =>
      new DataTree(
        (part) =>
          queries.fetchQuery({
            queryKey: ["stepData", run, stepRun, part],
            queryFn: () => stepData.page({ run, stepRun }, part),
            staleTime: Number.POSITIVE_INFINITY,
            retry: false,
          }),
        JSON.parse(key) as DataPath,
      ),
    [queries, stepData, run, stepRun, key],
  );
  useSyncExternalStore(
    useCallback((listener) => tree.subscribe(listener), [tree]),
    () => tree.version,
  );
  return tree;
}

import { useCallback, useEffect, useRef } from "react";
import type { TableActions } from "../state/session/createTableHolder.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** Lets commands work with a table, or with one row of it, from the moment it gets the focus; for its `onFocus`. */
export function useTable(actions: TableActions): () => void {
  const { table } = useWorkbench();
  const latest = useRef(actions);
  latest.current = actions;
  const detach = useRef<() => void>(undefined);
  useEffect(() => () => detach.current?.(), []);
  return useCallback(() => {
    detach.current = table.attach(() => latest.current);
  }, [table]);
}

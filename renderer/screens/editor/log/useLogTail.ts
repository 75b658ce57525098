import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { LogTail } from "../../../state/log/LogTail.ts";
import type { LogFilter } from "../../../state/ports/LogPort.ts";

/** The lines of a run that fit a filter; the component is painted again when there are more. */
export function useLogTail({ run, step, level, text }: LogFilter): LogTail {
  const { log } = useWorkbench();
  const tail = useMemo(() => new LogTail(log, { run, step, level, text }), [log, run, step, level, text]);
  useEffect(() => tail.open(), [tail]);
  useSyncExternalStore(
    useCallback((listener) => tail.subscribe(listener), [tail]),
    () => tail.version,
  );
  return tail;
}

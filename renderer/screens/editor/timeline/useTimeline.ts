import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useNow } from "../../../commands/useNow.ts";
import { useStepRuns } from "../../../commands/useStepRuns.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { RunShown } from "../../../state/ports/RunPort.ts";
import { MomentTail } from "../../../state/watch/MomentTail.ts";
import { readTimeline, type Timeline } from "../../../state/watch/readTimeline.ts";

/** Where the time of a run went, as it goes on. */
export function useTimeline({ id, state, acceptedAt }: RunShown): Timeline {
  const { runs, clock } = useWorkbench();
  const flow = useDocument((document) => document.flow);
  const records = useStepRuns();
  const now = useNow(state === "PENDING" || state === "STARTED");
  const tail = useMemo(() => new MomentTail({ runs, clock, run: id }), [runs, clock, id]);
  useEffect(() => tail.open(), [tail]);
  const moments = useSyncExternalStore(
    useCallback((listener) => tail.subscribe(listener), [tail]),
    () => tail.moments,
  );
  return useMemo(
    () => readTimeline({ flow, records, moments, acceptedAt, now }),
    [flow, records, moments, acceptedAt, now],
  );
}

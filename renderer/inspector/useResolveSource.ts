import { useSyncExternalStore } from "react";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import type { ResolveSource } from "../state/ports/ResolvePort.ts";

/** What expressions of a step are resolved against: the run on the canvas, else what each step saved last. */
export function useResolveSource(step: string): ResolveSource {
  const { live } = useWorkbench();
  const run = useSyncExternalStore(live.onFrame, live.run);
  const isEnded = run !== undefined && run.state !== "PENDING" && run.state !== "STARTED";
  return { step, run: isEnded ? run.id : undefined };
}

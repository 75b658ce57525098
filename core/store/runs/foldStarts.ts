import type { Commit } from "../../engine/ports/RunStore.ts";
import type { StepStarted } from "../../engine/RunEvent.ts";

/** How a run begins that starts in the commit that accepts it: its rows are written once, as they are then. */
export interface FirstStarts {
  /** ms; undefined = the run itself does not start yet. */
  startedAt: number | undefined;
  /** By step run. */
  steps: Map<string, StepStarted>;
}

/** The starts of runs that the same commit accepts, by run; `folded`: the items that say no more than these. */
export function foldStarts(items: readonly Commit[]): { starts: Map<string, FirstStarts>; folded: Set<Commit> } {
  const starts = new Map<string, FirstStarts>();
  const folded = new Set<Commit>();
  const seen = new Set<string>();
  for (const item of items) {
    const { event } = item;
    if (event.type === "run.accepted") {
      starts.set(event.runId, { startedAt: undefined, steps: new Map() });
      continue;
    }
    const start = starts.get(event.runId);
    if (start === undefined) continue;
    const subject = "stepRunId" in event ? event.stepRunId : event.runId;
    // Only what comes first can be written at once.
    if (!seen.has(subject)) {
      if (event.type === "run.started") start.startedAt = event.at;
      if (event.type === "step.started") start.steps.set(event.stepRunId, event);
      if (event.type === "run.started" || event.type === "step.started") folded.add(item);
    }
    seen.add(subject);
  }
  return { starts, folded };
}

import type { Flow, FlowStep } from "../flow/Flow.ts";

/** Most of them that a canvas shows. */
const mostGhosts = 200;

/** The steps that a run had and the application has no more, where they were; those without a place are left out. */
export function findGhosts(run: Flow, present: Flow): readonly FlowStep[] {
  return run.steps.filter(({ id, at }) => at !== undefined && !present.byId.has(id)).slice(0, mostGhosts);
}

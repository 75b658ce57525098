import type { FlowStep } from "../state/flow/Flow.ts";
import type { Workbench } from "./Workbench.ts";

/** The only selected step. */
export function onlyStep({ document, session }: Workbench): FlowStep | undefined {
  const { steps } = session.store.getState().selection;
  const [id] = steps;
  return steps.size === 1 && id !== undefined ? document.store.getState().flow.byId.get(id) : undefined;
}

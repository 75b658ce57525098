import { findShownCard } from "../state/flow/foldFlow.ts";
import type { Workbench } from "./Workbench.ts";

/** Selects a step, brings its card into view and, with `opens`, opens its panel. Nothing when it is not there. */
export function goToStep({ session, canvas, document }: Workbench, id: string, { opens = true } = {}): void {
  const { flow } = document.store.getState();
  if (!flow.byId.has(id)) return;
  if (opens) session.openStep(id);
  else session.select({ steps: new Set([id]) });
  const card = findShownCard(flow, id);
  if (card !== undefined) canvas.goTo(card);
}

import type { Workbench } from "./Workbench.ts";

/**
 * Shows a run on the canvas of its application, whose address names it then; going back shows the run before, if there
 * was one.
 */
export async function openRun(
  workbench: Workbench,
  { run, application }: { run: string; application: string },
): Promise<void> {
  const { runs, places, name, live, session, notify } = workbench;
  if (application !== name) return places.open(application, { run });
  const before = live.run()?.id;
  if (runs === undefined || before === run) return;
  try {
    await runs.show(run);
  } catch (error) {
    notify(error instanceof Error ? error.message : String(error), "error");
    return;
  }
  const { stepPanel, openStep } = session.store.getState();
  const step = stepPanel && openStep !== undefined ? { step: openStep } : {};
  if (before !== undefined) places.open(name, { ...step, run: before, replace: true });
  places.open(name, { ...step, run });
}

import type { Workbench } from "./Workbench.ts";

/** Goes to the address of a run, which shows it on the canvas of its application; going back shows the run before. */
export function openRun(
  { places, name, live, session }: Workbench,
  { run, application }: { run: string; application: string },
): void {
  if (application !== name) {
    places.open(application, { run });
    return;
  }
  if (live.run()?.id === run) return;
  const { stepPanel, openStep } = session.store.getState();
  places.open(name, { ...(stepPanel && openStep !== undefined ? { step: openStep } : {}), run });
}

import type { Workbench } from "./Workbench.ts";

/** Shows a run on the canvas of its application. */
export function openRun(workbench: Workbench, { run, application }: { run: string; application: string }): void {
  const { runs, places, name, notify } = workbench;
  if (application !== name) places.open(application, { run });
  else runs?.show(run).catch((error: Error) => notify(error.message, "error"));
}

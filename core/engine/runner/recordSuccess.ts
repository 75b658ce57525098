import type { ReportEntry } from "../../model/Report.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { Commit } from "../ports/RunStore.ts";
import type { OutputSample } from "../ports/StepWorkers.ts";
import type { StepFinished } from "../RunEvent.ts";
import { getStepRunId, type LiveRun } from "./LiveRun.ts";
import { finishedEvent, record } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** What a step that succeeded leaves behind. */
export interface Success {
  index: number;
  data: StoredData | undefined;
  warning?: boolean;
  routes?: string[] | undefined;
  parameters?: Uint8Array | undefined;
  sample?: OutputSample | undefined;
  report?: ReportEntry[];
  disabled?: boolean;
  pinned?: boolean;
}

/** Ends a step with `SUCCESS`. Its data can be read at once, though consumers begin only when it is on disk. */
export function recordSuccess(shell: Shell, run: LiveRun, success: Success): void {
  const { index, data, warning, routes, parameters, sample, report, disabled, pinned } = success;
  const event = finishedEvent(shell, run, { index, state: "SUCCESS" });
  if (warning !== undefined) event.warning = warning;
  if (routes !== undefined) event.routes = routes;
  if (data !== undefined) event.data = data.summary;
  if (disabled) event.disabled = disabled;
  if (pinned) event.pinned = pinned;
  const commit: Extract<Commit, { event: StepFinished }> = { event };
  if (data !== undefined) commit.output = data;
  if (parameters !== undefined) commit.parameters = parameters;
  if (sample !== undefined) commit.sample = sample;
  if (report !== undefined && report.length > 0) commit.report = report;
  record(shell, run, commit);
  if (data !== undefined && run.phase === "live") {
    const stepRunId = getStepRunId(run, index);
    shell.outputs.hold(stepRunId, data);
    run.journal.after({ onStored: () => shell.outputs.release(stepRunId) });
  }
}

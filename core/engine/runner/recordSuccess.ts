import type { ReportEntry } from "../../model/Report.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { OutputSample } from "../ports/StepWorkers.ts";
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
  const event = finishedEvent(shell, run, {
    index,
    state: "SUCCESS",
    ...(warning === undefined ? {} : { warning }),
    ...(routes === undefined ? {} : { routes }),
    ...(data === undefined ? {} : { data: data.summary }),
    ...(disabled ? { disabled } : {}),
    ...(pinned ? { pinned } : {}),
  });
  record(shell, run, {
    event,
    ...(data === undefined ? {} : { output: data }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(sample === undefined ? {} : { sample }),
    ...(report === undefined || report.length === 0 ? {} : { report }),
  });
  if (data !== undefined && run.phase === "live") {
    const stepRunId = getStepRunId(run, index);
    shell.outputs.hold(stepRunId, data);
    run.journal.after({ onStored: () => shell.outputs.release(stepRunId) });
  }
}

import type { RunEvent } from "../../engine/RunEvent.ts";
import type { StepError } from "../../model/RunRecord.ts";
import { formatDuration, oneLine, safeLines } from "../output/formats.ts";
import type { Output } from "../output/Output.ts";
import { stateStyle } from "../output/stateStyle.ts";

/** Shows a run of which the steps come one after another: a line for each, and beneath it what was done. */
export function createPhaseView(runId: string, output: Output) {
  const { style } = output;
  const begun = new Map<string, number>();
  let failure: StepError | undefined;
  return {
    onEvent(event: RunEvent): void {
      if (event.runId !== runId) return;
      if (event.type === "step.started") {
        begun.set(event.stepRunId, event.at);
        output.line(style("bold", oneLine(event.step)));
      } else if (event.type === "step.log") {
        output.line(style("dim", `    ${safeLines(event.message).replaceAll("\n", "\n    ")}`));
      } else if (event.type === "step.finished" && event.state !== "SKIPPED") {
        const look = stateStyle(event.state, event.warning);
        const since = begun.get(event.stepRunId);
        const time = since === undefined ? "" : `  ${style("dim", formatDuration(event.at - since))}`;
        output.line(`  ${look.paint(style, `${look.icon} ${look.word}`)}${time}`);
        if (event.state === "FAILURE") failure = event.error;
      }
    },
    /** Why it failed; undefined = it did not. */
    failure: () => failure,
  };
}

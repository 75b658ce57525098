import type { RunEvent } from "../../engine/RunEvent.ts";
import { formatClock, formatDuration, oneLine, plural } from "../output/formats.ts";
import type { Output } from "../output/Output.ts";
import { stateStyle } from "../output/stateStyle.ts";
import { describeError, describeStep, describeWait } from "./describeStep.ts";
import { formatLogLine } from "./formatLogLine.ts";
import { RunProgress } from "./RunProgress.ts";
import type { RunView, ShownRun } from "./RunView.ts";
import { renderFailures } from "./renderFailures.ts";
import { renderSummary } from "./renderTree.ts";
import { toProgress } from "./toProgress.ts";

/** Plain lines for files, pipes and continuous integration: one for each thing that happens. */
export function createLineView({ run, steps, stepRuns }: ShownRun, output: Output): RunView {
  const { style } = output;
  const names = steps.map((step) => step.name);
  const progress = stepRuns === undefined ? new RunProgress(run.id, names) : toProgress(run, stepRuns);
  const failures = renderFailures(run.id, style);
  output.line(`Run ${run.id} of ${run.appName}, ${plural(steps.length, "step")}`);
  return {
    onEvent(event) {
      if (event.runId !== run.id) return;
      progress.apply(event);
      failures.onEvent(event);
      const text = describeEvent(event, progress, output);
      if (text !== undefined) output.line(`${style("dim", formatClock(event.at))} ${text}`);
    },
    note: (text) => output.line(text),
    end() {
      for (const line of failures.lines()) output.line(line);
      output.line(renderSummary(progress, { style, now: Date.now() }));
    },
    close: () => {},
  };
}

function describeEvent(event: RunEvent, progress: RunProgress, { style }: Output): string | undefined {
  const word = (text: string): string => text.padEnd(8);
  // The step that stands for the input of a single step run is not shown.
  if ("step" in event && !progress.steps.has(event.step)) return undefined;
  switch (event.type) {
    case "step.started": {
      const again = event.resumed === true ? "  goes on" : event.retry > 0 ? `  retry ${event.retry}` : "";
      return `${word("start")} ${oneLine(event.step)}${again}`;
    }
    case "step.log":
      return `${word("log")} ${formatLogLine(event, style)}`;
    case "step.retry":
      return `${style("yellow", word("retry"))} ${oneLine(event.step)}  in ${formatDuration(event.delay * 1000)}  ${describeError(event.error)}`;
    case "step.waiting":
      return `${word("wait")} ${oneLine(event.step)}  ${describeWait(event.wait)}`;
    case "step.recovered":
      return `${style("yellow", word("recover"))} ${oneLine(event.step)}`;
    case "step.finished": {
      const step = progress.steps.get(event.step);
      const look = stateStyle(event.state, event.warning);
      const facts = step === undefined ? [] : describeStep(step, event.at);
      return `${look.paint(style, word(look.word))} ${[oneLine(event.step), ...facts].join("  ")}`;
    }
    case "run.revoking":
      return "revoke";
    default:
      return undefined;
  }
}

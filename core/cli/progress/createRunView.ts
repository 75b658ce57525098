import type { Output } from "../output/Output.ts";
import { createLineView } from "./createLineView.ts";
import { createLiveView } from "./createLiveView.ts";
import type { RunView, ShownRun } from "./RunView.ts";
import { renderFailures } from "./renderFailures.ts";

/** The view that fits the output: a live tree, plain lines, JSON lines, or nothing. */
export function createRunView(shown: ShownRun, output: Output): RunView {
  if (output.isJson) return createJsonView(output);
  if (output.isQuiet) return createQuietView(shown, output);
  return output.isInteractive ? createLiveView(shown, output) : createLineView(shown, output);
}

/** One event per line, of this run and the runs it triggers. */
function createJsonView(output: Output): RunView {
  return { onEvent: (event) => output.json(event), note: () => {}, end: () => {}, close: () => {} };
}

/** Says only what failed. */
function createQuietView(shown: ShownRun, output: Output): RunView {
  const failures = renderFailures(shown.run.id, output.errorStyle);
  return {
    onEvent: (event) => failures.onEvent(event),
    note: () => {},
    end: () => {
      for (const line of failures.lines()) output.error(line);
    },
    close: () => {},
  };
}

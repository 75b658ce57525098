import type { RunEvent } from "../../engine/RunEvent.ts";
import type { StepError } from "../../model/RunRecord.ts";
import { oneLine, safeLines } from "../output/formats.ts";
import type { Style } from "../output/style.ts";

/** Lines of a stack or of a dead worker's output that are shown. */
const shownLines = 12;

/** Collects the finally failed steps of a run and says why each failed. */
export function renderFailures(runId: string, style: Style): { onEvent(event: RunEvent): void; lines(): string[] } {
  const failed: { step: string; error: StepError }[] = [];
  return {
    onEvent(event) {
      if (event.runId !== runId || event.type !== "step.finished" || event.error === undefined) return;
      if (event.state === "FAILURE") failed.push({ step: event.step, error: event.error });
    },
    lines: () => failed.flatMap(({ step, error }) => renderError(step, error, style)),
  };
}

/** Why a step failed: exception, message, the author's lines, and what a dead worker said last. */
export function renderError(step: string, error: StepError, style: Style): string[] {
  const lines = [
    `${style("red", `✖ ${oneLine(step)}`)} failed at attempt ${error.attempt}: ${style("bold", error.exception)}`,
  ];
  lines.push(...indent(error.message));
  if (error.stack !== undefined) lines.push(...indent(stackLines(error.stack)).map((line) => style("dim", line)));
  if (error.tail !== undefined && error.tail !== "") {
    lines.push(style("dim", "    last output of the worker:"), ...indent(error.tail).map((line) => style("dim", line)));
  }
  return lines;
}

/** The frames only: name and message were said already. */
function stackLines(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s*at /.test(line))
    .map((line) => line.trim())
    .join("\n");
}

function indent(text: string): string[] {
  const lines = safeLines(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const rest = lines.length - shownLines;
  const shown = lines.slice(0, shownLines).map((line) => `    ${line}`);
  return rest > 0 ? [...shown, `    … ${rest} more lines`] : shown;
}

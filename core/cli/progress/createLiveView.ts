import type { RunEvent } from "../../engine/RunEvent.ts";
import { formatDuration } from "../output/formats.ts";
import type { Output } from "../output/Output.ts";
import { formatLogLine } from "./formatLogLine.ts";
import { layoutTree } from "./layoutTree.ts";
import { RunProgress } from "./RunProgress.ts";
import type { RunView, ShownRun } from "./RunView.ts";
import { renderFailures } from "./renderFailures.ts";
import { describeCounts, renderSummary, renderTree } from "./renderTree.ts";
import { toProgress } from "./toProgress.ts";

const frameMs = 80;
/** Most lines of the tree that stay on the screen when a run ended. */
const longestTree = 200;

/** A tree of the steps that is redrawn in place on a terminal; log lines of warning and above stay above it. */
export function createLiveView({ run, steps, stepRuns }: ShownRun, output: Output): RunView {
  const { style } = output;
  const names = steps.map((step) => step.name);
  const progress = stepRuns === undefined ? new RunProgress(run.id, names) : toProgress(run, stepRuns);
  const layout = layoutTree(steps);
  const failures = renderFailures(run.id, style);
  let drawn = 0;
  let pending: string[] = [];
  let isOver = false;

  const size = () => ({ width: process.stdout.columns || 80, height: process.stdout.rows || 24 });

  function render(height: number): string[] {
    const now = Date.now();
    const { width } = size();
    const tree = renderTree({ progress, layout, width, height: height - 3, now, style });
    const elapsed = progress.startedAt === undefined ? "" : `  ${formatDuration(now - progress.startedAt)}`;
    return [
      `${style("bold", run.appName)}  ${style("dim", run.id)}`,
      ...tree,
      style("dim", `${describeCounts(progress)}${elapsed}`),
    ];
  }

  /** One write per frame, so that a terminal never shows half of one. */
  function draw(lines: readonly string[]): void {
    const back = drawn > 0 ? `\x1b[${drawn}A\r\x1b[0J` : "";
    const kept = pending.map((line) => `${line}\n`).join("");
    pending = [];
    drawn = lines.length;
    output.text(`\x1b[?25l${back}${kept}${lines.map((line) => `${line}\n`).join("")}`);
  }

  const timer = setInterval(() => draw(render(size().height)), frameMs);
  draw(render(size().height));
  return {
    onEvent(event: RunEvent) {
      if (event.runId !== run.id) return;
      progress.apply(event);
      failures.onEvent(event);
      const isShown = event.type === "step.log" && (event.level >= 30 || run.logLevel < 25);
      if (isShown) pending.push(formatLogLine(event, style));
    },
    note: (text) => void pending.push(text),
    end() {
      clearInterval(timer);
      isOver = true;
      const lines = render(layout.length <= longestTree ? layout.length + 3 : size().height).slice(0, -1);
      const why = failures.lines();
      draw([
        ...lines,
        ...(why.length > 0 ? ["", ...why, ""] : []),
        renderSummary(progress, { style, now: Date.now() }),
      ]);
      drawn = 0;
    },
    close() {
      clearInterval(timer);
      if (!isOver) draw(render(size().height));
      drawn = 0;
      output.text("\x1b[?25h");
    },
  };
}

import { displayWidth, formatDuration, oneLine, pad, plural, truncate } from "../output/formats.ts";
import { stateStyle } from "../output/stateStyle.ts";
import type { Style } from "../output/style.ts";
import { describeStep } from "./describeStep.ts";
import type { TreeLine } from "./layoutTree.ts";
import type { RunProgress, StepProgress } from "./RunProgress.ts";

export interface TreeOptions {
  progress: RunProgress;
  layout: readonly TreeLine[];
  /** Columns and lines there is room for. */
  width: number;
  height: number;
  /** ms. */
  now: number;
  style: Style;
}

const widestName = 48;
/** Turns with the time while a step runs. */
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** The steps of a run as lines, at most `height`: a flow with more steps shows what runs, what failed, and counts. */
export function renderTree(options: TreeOptions): string[] {
  const { progress, layout, height } = options;
  if (layout.length <= height) return layout.map((line) => renderLine(line, options));
  const isTelling = ({ state, warning }: StepProgress): boolean =>
    state === "STARTED" || state === "RETRY" || state === "WAITING" || state === "FAILURE" || warning;
  const telling = layout.filter(({ step }) => {
    const found = progress.steps.get(step);
    return found !== undefined && isTelling(found);
  });
  const room = Math.max(1, height - 1);
  const shown = telling.slice(-room).map(({ step }) => renderLine({ step, prefix: "" }, options));
  const rest = layout.length - shown.length;
  return [...shown, options.style("dim", `  … ${plural(rest, "more step")}`)];
}

/** `3 running, 12 done, 40 pending`. */
export function describeCounts(progress: RunProgress): string {
  const counts = progress.count();
  const words = [
    ["STARTED", "running"],
    ["RETRY", "waiting for a retry"],
    ["WAITING", "waiting"],
    ["SUCCESS", "succeeded"],
    ["WARNING", "with a warning"],
    ["FAILURE", "failed"],
    ["SKIPPED", "skipped"],
    ["REVOKED", "revoked"],
    ["PENDING", "pending"],
  ] as const;
  return words.flatMap(([state, word]) => (counts.has(state) ? [`${counts.get(state)} ${word}`] : [])).join(", ");
}

function renderLine({ step: name, prefix }: TreeLine, options: TreeOptions): string {
  const { progress, layout, width, now, style } = options;
  const step = progress.steps.get(name);
  if (step === undefined) return "";
  const look = stateStyle(step.state, step.warning);
  const icon = step.state === "STARTED" ? (spinner[Math.floor(now / 80) % spinner.length] ?? look.icon) : look.icon;
  const column = nameColumn(layout);
  const label = truncate(oneLine(name), Math.max(8, column - displayWidth(prefix)));
  const head = `${prefix}${icon} ${label}`;
  const facts = describeStep(step, now).join("  ");
  const room = width - column - 5;
  const tail = room < 8 ? "" : truncate(facts, room);
  const painted = `${style("dim", prefix)}${look.paint(style, icon)} ${step.state === "PENDING" ? style("dim", label) : label}`;
  const gap = pad(head, column + 2).slice(head.length);
  return `${painted}${gap}  ${step.state === "FAILURE" || step.state === "RETRY" ? look.paint(style, tail) : style("dim", tail)}`.trimEnd();
}

const columns = new WeakMap<readonly TreeLine[], number>();

/** Where the facts begin: behind the widest name. */
function nameColumn(layout: readonly TreeLine[]): number {
  const known = columns.get(layout);
  if (known !== undefined) return known;
  const widths = layout.map(({ step, prefix }) => displayWidth(prefix) + displayWidth(oneLine(step)));
  const column = Math.min(widestName, Math.max(0, ...widths));
  columns.set(layout, column);
  return column;
}

/** The last line of a run: state, time, counts. */
export function renderSummary(progress: RunProgress, { style, now }: { style: Style; now: number }): string {
  const look = stateStyle(progress.state, progress.warning);
  const word = { SUCCESS: "succeeded", FAILURE: "failed", REVOKED: "revoked", STARTED: "running", PENDING: "pending" }[
    progress.state
  ];
  const from = progress.startedAt ?? progress.finishedAt ?? now;
  const time = formatDuration((progress.finishedAt ?? now) - from);
  const note = progress.state === "SUCCESS" && progress.warning ? " with a warning" : "";
  return `${look.paint(style, `${look.icon} Run ${word}${note}`)} in ${time}: ${describeCounts(progress)}`;
}

import type { StepRunState } from "../../model/RunRecord.ts";
import type { Style } from "./style.ts";

/** How one state of a run or step run looks. */
export interface StateStyle {
  icon: string;
  word: string;
  paint(style: Style, text: string): string;
}

const states: Record<StepRunState | "WARNING", StateStyle> = {
  PENDING: { icon: "○", word: "pending", paint: (style, text) => style("dim", text) },
  STARTED: { icon: "▶", word: "running", paint: (style, text) => style("cyan", text) },
  RETRY: { icon: "↻", word: "retry", paint: (style, text) => style("yellow", text) },
  WAITING: { icon: "◔", word: "waiting", paint: (style, text) => style("cyan", text) },
  SUCCESS: { icon: "✔", word: "done", paint: (style, text) => style("green", text) },
  WARNING: { icon: "▲", word: "warning", paint: (style, text) => style("yellow", text) },
  FAILURE: { icon: "✖", word: "failed", paint: (style, text) => style("red", text) },
  REVOKED: { icon: "■", word: "revoked", paint: (style, text) => style("magenta", text) },
  SKIPPED: { icon: "–", word: "skipped", paint: (style, text) => style("dim", text) },
};

/** A successful step or run that warned is yellow. */
export function stateStyle(state: StepRunState, warning: boolean): StateStyle {
  return state === "SUCCESS" && warning ? states.WARNING : states[state];
}

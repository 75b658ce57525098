import type { RunRecord } from "../../../core/model/RunRecord.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import { runLooks } from "../../ui/runLooks.ts";

/** How a run looks: as a step in that state. */
export function lookOfRun({ state, warning }: Pick<RunRecord, "state" | "warning">): StepLook {
  return state === "SUCCESS" && warning ? "warning" : runLooks[state];
}

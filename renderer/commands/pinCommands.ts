import { longestPin } from "../../core/model/operations/Pins.ts";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { perform } from "./perform.ts";
import { needsOneStep } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** The only selected step, and how it is doing. */
function readStep({
  document,
  session,
  live,
}: Workbench): { step: FlowStep; run: StepRunRecord | undefined } | undefined {
  const { steps } = session.store.getState().selection;
  const [id] = steps;
  const step = steps.size === 1 && id !== undefined ? document.store.getState().flow.byId.get(id) : undefined;
  return step && { step, run: live.step(step.id) };
}

/** Pins what a step saved in the shown run. */
export async function pinOutput(workbench: Workbench, step: FlowStep, run: StepRunRecord): Promise<void> {
  const value = await workbench.stepData.whole({ run: run.runId, stepRun: run.id });
  perform(workbench, text("gesture.pin", { name: step.name }), [{ op: "setPin", step: step.id, value }]);
}

/** Takes the pin off a step. */
export function unpin(workbench: Workbench, step: FlowStep): void {
  perform(workbench, text("gesture.unpin", { name: step.name }), [{ op: "setPin", step: step.id }]);
}

function listPinned({ document }: Workbench): FlowStep[] {
  return document.store.getState().flow.steps.filter(({ pinned }) => pinned);
}

export const pinCommands: Command[] = [
  {
    id: "step.pin",
    icon: "pin",
    keys: ["P"],
    scope: "canvas",
    menu: "step",
    refusal(workbench) {
      const found = readStep(workbench);
      if (found === undefined) return needsOneStep(workbench);
      if (found.step.pinned) return undefined;
      if (found.run?.data === undefined) return "when.noData";
      return found.run.data.bytes > longestPin ? "when.tooLarge" : undefined;
    },
    async run(workbench) {
      const found = readStep(workbench);
      if (found === undefined) return;
      if (found.step.pinned) unpin(workbench, found.step);
      else if (found.run !== undefined) await pinOutput(workbench, found.step, found.run);
    },
  },
  {
    id: "step.unpinAll",
    icon: "pin-off",
    scope: "window",
    menu: "step",
    refusal: (workbench) => (listPinned(workbench).length === 0 ? "when.noPin" : undefined),
    run(workbench) {
      const operations = listPinned(workbench).map(({ id }) => ({ op: "setPin" as const, step: id }));
      perform(workbench, text("command.step.unpinAll"), operations);
    },
  },
];

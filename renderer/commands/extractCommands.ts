import { triggerFile } from "../../core/model/extract/standIns.ts";
import { readText } from "../../core/model/readApplication.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import { listChosen } from "../state/refactor/listChosen.ts";
import type { TextKey } from "../text/english.ts";
import type { Command } from "./Command.ts";
import { onlyStep } from "./onlyStep.ts";
import { needsStepOrGroup } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** The selected step, if it runs another application. */
function onlyTrigger(workbench: Workbench): FlowStep | undefined {
  const step = onlyStep(workbench);
  const runs = step?.file === triggerFile && readText(step.entry, "application") !== undefined;
  return runs ? step : undefined;
}

function needsTransfer({ document, transfer }: Workbench): TextKey | undefined {
  if (document.readOnly !== undefined) return "when.readOnly";
  return transfer === undefined ? "when.noTransfer" : undefined;
}

/** What is done with many steps: editing them at once, making an application of them, and bringing one back. */
export const extractCommands: Command[] = [
  {
    id: "step.editMany",
    icon: "list-checks",
    keys: ["Shift+E"],
    scope: "canvas",
    menu: "step",
    refusal(workbench) {
      const { document, session } = workbench;
      if (document.readOnly !== undefined) return "when.readOnly";
      const { selection } = session.store.getState();
      return listChosen(document.store.getState().flow, selection).size < 2 ? "when.severalSteps" : undefined;
    },
    run: ({ session }) => session.set({ dialog: { kind: "editMany" } }),
  },
  {
    id: "step.extract",
    icon: "file-output",
    scope: "canvas",
    menu: "step",
    refusal: (workbench) => needsTransfer(workbench) ?? needsStepOrGroup(workbench),
    run: ({ session }) => session.set({ dialog: { kind: "extract" } }),
  },
  {
    id: "step.inline",
    icon: "file-input",
    scope: "canvas",
    menu: "step",
    refusal: (workbench) =>
      needsTransfer(workbench) ?? (onlyTrigger(workbench) === undefined ? "when.noTrigger" : undefined),
    run(workbench) {
      const step = onlyTrigger(workbench);
      if (step !== undefined) workbench.session.set({ dialog: { kind: "inline", step: step.id } });
    },
  },
];

import type { FlowStep } from "../state/flow/Flow.ts";
import type { Command } from "./Command.ts";
import { onlyStep } from "./onlyStep.ts";
import { needsOneStep, never } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** The step whose code is open in its panel. */
function shownStep({ session, document }: Workbench): FlowStep | undefined {
  const { stepPanel, stepTab, openStep = "" } = session.store.getState();
  return stepPanel && stepTab === "code" ? document.store.getState().flow.byId.get(openStep) : undefined;
}

export const codeCommands: Command[] = [
  {
    id: "step.editCode",
    icon: "file-code",
    keys: ["E"],
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run(workbench) {
      const step = onlyStep(workbench);
      if (step === undefined) return;
      workbench.session.set({ stepTab: "code" });
      workbench.session.openStep(step.id);
    },
  },
  {
    id: "code.widen",
    icon: "maximize-2",
    keys: ["Mod+Alt+M"],
    scope: "code",
    menu: "step",
    refusal: (workbench) =>
      workbench.session.store.getState().codePane === undefined && shownStep(workbench) === undefined
        ? "when.noCode"
        : undefined,
    run(workbench) {
      const { session } = workbench;
      const step = shownStep(workbench);
      const isWide = session.store.getState().codePane !== undefined;
      const pane = step && { file: step.file, syncpack: step.syncpack, step: step.id };
      session.set({ codePane: isWide ? undefined : pane });
    },
  },
  {
    id: "class.new",
    icon: "file-code",
    scope: "window",
    menu: "step",
    refusal: never,
    run: ({ session }) => session.set({ registry: true, newClass: true }),
  },
];

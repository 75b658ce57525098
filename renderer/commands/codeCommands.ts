import type { Command } from "./Command.ts";
import { onlyStep } from "./onlyStep.ts";
import { needsOneStep, never } from "./refusals.ts";

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
    id: "class.new",
    icon: "file-code",
    scope: "window",
    menu: "step",
    refusal: never,
    run: ({ session }) => session.set({ registry: true, newClass: true }),
  },
];

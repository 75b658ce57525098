import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import { text } from "../../text/texts.ts";

/** Gives a step another name; says why when it is taken. */
export function renameStep(workbench: Workbench, step: FlowStep, name: string): void {
  if (name === step.name) return;
  perform(workbench, text("gesture.rename", { name: step.name }), [{ op: "renameStep", step: step.id, name }]);
}

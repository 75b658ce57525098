import { listProducers } from "../state/flow/reach.ts";
import type { NamedThing } from "../state/form/findTokenAt.ts";
import { text } from "../text/texts.ts";
import { goToStep } from "./goToStep.ts";
import type { Workbench } from "./Workbench.ts";

/** Shows where a name is from: the variable, the method in the code of the class, or the step that saved the data. */
export function goToName(workbench: Workbench, { step, token }: { step: string; token: NamedThing }): void {
  const { session, document, notify } = workbench;
  const { kind, name } = token;
  if (kind === "appvar" || kind === "config") {
    session.set({ openStep: undefined, stepPanel: true, goingTo: { kind, name } });
    return;
  }
  if (kind === "stepFunc") {
    session.set({ stepTab: "code" });
    session.openStep(step);
    return;
  }
  const [producer] = listProducers(document.store.getState().flow, step);
  if (producer === undefined) {
    notify(text("goTo.noProducer"), "info");
    return;
  }
  session.set({ stepTab: "output" });
  goToStep(workbench, producer.id);
}

import { readText } from "../../core/model/readApplication.ts";
import { findVariable } from "../state/edits/findVariable.ts";
import { listProducers } from "../state/flow/reach.ts";
import type { NamedThing } from "../state/form/findTokenAt.ts";
import { text } from "../text/texts.ts";
import { goToStep } from "./goToStep.ts";
import type { Workbench } from "./Workbench.ts";

/**
 * Shows where a name is from: the variable, the method in the code of the class, or the step that saved the data. Says so
 * when nothing has the name.
 */
export async function goToName(
  workbench: Workbench,
  { step, token }: { step: string; token: NamedThing },
): Promise<void> {
  const { session, document, notify } = workbench;
  const { kind, name } = token;
  if (kind === "appvar" || kind === "config") {
    const isKnown =
      kind === "appvar"
        ? findVariable(document.store.getState().edit.document, name) !== undefined
        : await isConfigured(workbench, name);
    if (isKnown) session.set({ openStep: undefined, stepPanel: true, goingTo: { kind, name } });
    else notify(text(`goTo.unknown.${kind}`, { name }), "info");
    return;
  }
  if (kind === "stepFunc") {
    const functions = document.store.getState().flow.byId.get(step)?.manifest?.stepFunctions;
    if (functions?.includes(name) === false) {
      notify(text("goTo.unknown.stepFunc", { name }), "info");
      return;
    }
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

/** Whether the aligned configuration has a variable; where nobody can tell it may have. */
async function isConfigured({ document, names }: Workbench, name: string): Promise<boolean> {
  const configuration = readText(document.store.getState().edit.document, "configuration") ?? "";
  if (configuration === "" || names === undefined) return configuration !== "";
  const variables = await names.listVariables(configuration).catch(() => undefined);
  return variables?.some((variable) => variable.name === name) ?? true;
}

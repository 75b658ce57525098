import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { perform } from "../../../commands/perform.ts";
import type { Workbench } from "../../../commands/Workbench.ts";
import { classKey } from "../../../state/code/classKey.ts";
import { addStep, placeAfter } from "../../../state/edits/addStep.ts";
import { cardHeight, cardWidth } from "../../../state/flow/cardSize.ts";
import { text } from "../../../text/texts.ts";

/** Adds a step of a class after the selected step, or where the view is. */
export function addClass(workbench: Workbench, manifest: StepManifest): void {
  const { document, session, canvas, shelf, createId } = workbench;
  const { flow } = document.store.getState();
  const [selected] = session.store.getState().selection.steps;
  const step = selected === undefined ? undefined : flow.byId.get(selected);
  const centre = canvas.centre();
  const free = { x: centre.x - cardWidth / 2, y: centre.y - cardHeight / 2 };
  const id = createId();
  const from = step && { from: step.id, kind: "output" as const, output: step.outputs[0]?.name ?? "" };
  const at = step === undefined ? free : placeAfter(flow, step);
  const label = text("gesture.addStep", { name: manifest.friendlyName });
  if (!perform(workbench, label, addStep({ flow, manifest, id, at, from }))) return;
  shelf.noteUse(classKey(manifest));
  session.select({ steps: new Set([id]) });
  canvas.reveal({ ...at, width: cardWidth, height: cardHeight });
}

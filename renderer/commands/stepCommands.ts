import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { readText } from "../../core/model/readApplication.ts";
import { placeAfter } from "../state/edits/addStep.ts";
import { listBoxes } from "../state/edits/moveItems.ts";
import { cardHeight, cardWidth, snap } from "../state/flow/cardSize.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import { findShownCard, foldFlow } from "../state/flow/foldFlow.ts";
import { isSelectedCard } from "../state/flow/isSelectedCard.ts";
import type { SessionState } from "../state/session/SessionState.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { copyLink } from "./copyLink.ts";
import { type Direction, findNeighbour } from "./findNeighbour.ts";
import { onlyStep } from "./onlyStep.ts";
import { perform } from "./perform.ts";
import { needsOneStep, needsStep, never } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** The only thing that is selected and has a name or text. */
function onlyThing({ session }: Workbench): SessionState["editing"] {
  const { steps, notes, groups } = session.store.getState().selection;
  const things = [
    ...[...steps].map((id) => ({ kind: "step", id }) as const),
    ...[...notes].map((id) => ({ kind: "note", id }) as const),
    ...[...groups].map((id) => ({ kind: "group", id }) as const),
  ];
  return things.length === 1 ? things[0] : undefined;
}

/** The card that is selected, be it of a step or of a folded group. */
function onlyCard({ document, session }: Workbench): FlowStep | undefined {
  const { selection } = session.store.getState();
  const marked = foldFlow(document.store.getState().flow).steps.filter((card) => isSelectedCard(selection, card));
  return marked.length === 1 ? marked[0] : undefined;
}

function go(id: "next" | "previous" | "below" | "above", key: string, direction: Direction): Command {
  const find = (workbench: Workbench): FlowStep | undefined =>
    findNeighbour(foldFlow(workbench.document.store.getState().flow), onlyCard(workbench), direction);
  return {
    id: `step.${id}`,
    keys: [key],
    scope: "canvas",
    menu: "step",
    refusal: (workbench) => (find(workbench) === undefined ? "when.noSibling" : undefined),
    run(workbench) {
      const found = find(workbench);
      if (found === undefined) return;
      workbench.session.select(
        found.fold === undefined ? { steps: new Set([found.id]) } : { groups: new Set([found.fold.group.id]) },
      );
      workbench.canvas.reveal({ x: found.at?.x ?? 0, y: found.at?.y ?? 0, width: cardWidth, height: cardHeight });
    },
  };
}

export const stepCommands: Command[] = [
  {
    id: "step.add",
    icon: "plus",
    keys: ["A"],
    scope: "canvas",
    menu: "step",
    refusal: never,
    run(workbench) {
      const { document, session, canvas } = workbench;
      const { flow } = document.store.getState();
      const [edge] = session.store.getState().selection.edges;
      const step = onlyStep(workbench);
      const centre = canvas.centre();
      if (step !== undefined) {
        const output = step.outputs[0]?.name ?? "";
        session.set({ chooser: { at: placeAfter(flow, step), from: { from: step.id, kind: "output", output } } });
        return;
      }
      const at = { x: snap(centre.x - cardWidth / 2), y: snap(centre.y - cardHeight / 2) };
      session.set({ chooser: edge === undefined ? { at } : { at: placeOn(workbench, edge, at), edge } });
    },
  },
  {
    id: "step.open",
    icon: "panel-right",
    keys: ["Enter"],
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run(workbench) {
      const step = onlyStep(workbench);
      if (step === undefined) return;
      workbench.session.openStep(step.id);
      const card = findShownCard(workbench.document.store.getState().flow, step.id);
      if (card !== undefined) workbench.canvas.reveal(card);
    },
  },
  {
    id: "step.test",
    icon: "flask-conical",
    keys: ["T"],
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run(workbench) {
      const step = onlyStep(workbench);
      if (step === undefined) return;
      workbench.session.set({ stepTab: "test" });
      workbench.session.openStep(step.id);
    },
  },
  {
    id: "step.rename",
    icon: "pencil",
    keys: ["F2"],
    scope: "canvas",
    menu: "step",
    refusal: (workbench) => (onlyThing(workbench) === undefined ? "when.oneThing" : undefined),
    run: (workbench) => workbench.session.set({ editing: onlyThing(workbench) }),
  },
  {
    id: "step.connect",
    icon: "spline",
    keys: ["C"],
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run: (workbench) => workbench.session.set({ connecting: onlyStep(workbench)?.id }),
  },
  {
    id: "step.replaceClass",
    icon: "replace",
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run(workbench) {
      const step = onlyStep(workbench);
      if (step === undefined) return;
      workbench.session.set({ chooser: { at: step.at ?? workbench.canvas.centre(), replace: step.id } });
    },
  },
  {
    id: "step.findUses",
    icon: "search",
    keys: ["Shift+F12"],
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run: (workbench) => workbench.session.set({ finding: `uses:"${onlyStep(workbench)?.name ?? ""}"` }),
  },
  {
    id: "step.goToDefinition",
    icon: "arrow-right",
    keys: ["F12"],
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run(workbench) {
      const step = onlyStep(workbench);
      if (step === undefined) return;
      const application = findNamedApplication(step);
      if (application !== undefined) {
        workbench.places.open(application);
        return;
      }
      workbench.session.set({ stepTab: "code" });
      workbench.session.openStep(step.id);
    },
  },
  {
    id: "step.copyLink",
    icon: "link",
    scope: "canvas",
    menu: "step",
    refusal: needsOneStep,
    run: (workbench) => copyLink(workbench, onlyStep(workbench)?.id),
  },
  {
    id: "step.toggleDisabled",
    icon: "ban",
    keys: ["D"],
    scope: "canvas",
    menu: "step",
    refusal: needsStep,
    run(workbench) {
      const { document, session } = workbench;
      const { steps } = session.store.getState().selection;
      const chosen = document.store.getState().flow.steps.filter(({ id }) => steps.has(id));
      // All become the same: enabled when every one is disabled.
      const value = chosen.every(({ disabled }) => disabled) ? undefined : true;
      const operations = chosen.map(({ id }): EditOperation => ({ op: "setBase", step: id, key: "disabled", value }));
      perform(workbench, text("command.step.toggleDisabled"), operations);
    },
  },
  go("next", "]", "downstream"),
  go("previous", "[", "upstream"),
  go("below", ".", "below"),
  go("above", ",", "above"),
];

/** The application that a step runs, if it names one and not an expression. */
function findNamedApplication({ entry, manifest }: FlowStep): string | undefined {
  const parameter = manifest?.parameters.find(({ kind }) => kind === "application");
  const name = parameter && readText(entry, parameter.name);
  return name === undefined || name === "" || name.includes("${") ? undefined : name;
}

function placeOn(workbench: Workbench, edge: string, centre: { x: number; y: number }): { x: number; y: number } {
  const { flow } = workbench.document.store.getState();
  const found = flow.edges.find(({ id }) => id === edge);
  const ends = listBoxes(flow, {
    steps: new Set([found?.from ?? "", found?.to ?? ""]),
    notes: new Set(),
    groups: new Set(),
  });
  if (ends.length < 2) return centre;
  const middle = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { x: snap(middle(ends.map(({ x }) => x))), y: snap(middle(ends.map(({ y }) => y))) };
}

import { deleteSelection } from "../state/edits/deleteSelection.ts";
import { findDownstream, findUpstream } from "../state/flow/reach.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { perform } from "./perform.ts";
import { needsSelection, needsStep, needsSteps, never } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

export const editCommands: Command[] = [
  {
    id: "edit.undo",
    icon: "undo-2",
    keys: ["Mod+Z"],
    scope: "window",
    menu: "edit",
    refusal: ({ document }) => {
      const { history, waiting } = document.store.getState();
      return history.undo === undefined && waiting === 0 ? "when.nothingToUndo" : undefined;
    },
    run: ({ document }) => document.undo(),
  },
  {
    id: "edit.redo",
    icon: "redo-2",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    scope: "window",
    menu: "edit",
    refusal: ({ document }) => {
      const { history, waiting } = document.store.getState();
      return history.redo === undefined && waiting === 0 ? "when.nothingToRedo" : undefined;
    },
    run: ({ document }) => document.redo(),
  },
  {
    id: "edit.delete",
    icon: "trash-2",
    keys: ["Delete", "Backspace"],
    scope: "canvas",
    menu: "edit",
    refusal: needsSelection,
    run(workbench) {
      const { document, session } = workbench;
      const operations = deleteSelection(document.store.getState().flow, session.store.getState().selection);
      perform(workbench, text("gesture.delete"), operations);
    },
  },
  {
    id: "edit.find",
    icon: "search",
    keys: ["Mod+F"],
    scope: "canvas",
    menu: "edit",
    refusal: needsSteps,
    run: ({ session }) => session.set({ finding: session.store.getState().finding ?? "", findsEverywhere: false }),
  },
  {
    id: "edit.findEverywhere",
    icon: "folder-search",
    keys: ["Mod+Shift+F"],
    scope: "window",
    menu: "edit",
    refusal: never,
    run: ({ session }) => session.set({ finding: session.store.getState().finding ?? "", findsEverywhere: true }),
  },
  {
    id: "edit.selectAll",
    icon: "square",
    keys: ["Mod+A"],
    scope: "canvas",
    menu: "edit",
    refusal: needsSteps,
    run({ document, session }) {
      const { byId, notes } = document.store.getState().flow;
      session.select({ steps: new Set(byId.keys()), notes: new Set(notes.map(({ id }) => id)) });
    },
  },
  {
    id: "edit.clearSelection",
    icon: "circle-dashed",
    keys: ["Escape"],
    scope: "canvas",
    menu: "edit",
    refusal: needsSelection,
    run: ({ session }) => session.select({}),
  },
  {
    id: "edit.selectDownstream",
    icon: "split",
    keys: ["Mod+Shift+ArrowRight"],
    scope: "canvas",
    menu: "edit",
    refusal: needsStep,
    run: (workbench) => extendSelection(workbench, findDownstream),
  },
  {
    id: "edit.selectUpstream",
    icon: "merge",
    keys: ["Mod+Shift+ArrowLeft"],
    scope: "canvas",
    menu: "edit",
    refusal: needsStep,
    run: (workbench) => extendSelection(workbench, findUpstream),
  },
];

function extendSelection({ document, session }: Workbench, find: typeof findDownstream): void {
  const { steps } = session.store.getState().selection;
  session.select({ steps: new Set([...steps, ...find(document.store.getState().flow, steps)]) });
}

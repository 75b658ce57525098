import { placeArranged, spreadFolds, toLayoutGraph, writeLayout } from "../state/edits/arrange.ts";
import {
  type Alignment,
  alignBoxes,
  type BoxesOfFlow,
  distributeBoxes,
  followNotes,
  listBoxes,
  moveBoxes,
} from "../state/edits/moveItems.ts";
import { grid } from "../state/flow/cardSize.ts";
import { text } from "../text/texts.ts";
import type { Command, CommandId } from "./Command.ts";
import { perform } from "./perform.ts";
import { needsBoxes, needsSteps, needsThree, needsTwo } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** More steps than this are placed by one change of the whole layout. */
const manySteps = 100;

function boxesOf({ document, session }: Workbench): BoxesOfFlow {
  const { flow } = document.store.getState();
  return { flow, boxes: listBoxes(flow, session.store.getState().selection) };
}

function align(alignment: Alignment, icon: string): Command {
  return {
    id: `arrange.${alignment}`,
    icon,
    scope: "canvas",
    menu: "arrange",
    refusal: needsTwo,
    run(workbench) {
      perform(workbench, text(`command.arrange.${alignment}`), alignBoxes(boxesOf(workbench), alignment));
    },
  };
}

function distribute(id: "arrange.columns" | "arrange.rows", axis: "x" | "y", icon: string): Command {
  return {
    id,
    icon,
    scope: "canvas",
    menu: "arrange",
    refusal: needsThree,
    run(workbench) {
      perform(workbench, text(`command.${id}`), distributeBoxes(boxesOf(workbench), axis));
    },
  };
}

function shift(id: CommandId, key: string, by: { x: number; y: number }): Command {
  return {
    id,
    keys: [key],
    scope: "canvas",
    menu: "arrange",
    refusal: needsBoxes,
    run(workbench) {
      const operations = moveBoxes(boxesOf(workbench), ({ x, y }) => ({ x: x + by.x, y: y + by.y }));
      perform(workbench, text("gesture.move"), operations);
    },
  };
}

const far = 5 * grid;

export const arrangeCommands: Command[] = [
  {
    id: "arrange.all",
    icon: "wand-sparkles",
    keys: ["Shift+L"],
    scope: "canvas",
    menu: "arrange",
    refusal: needsSteps,
    async run(workbench) {
      const { document, layout, canvas } = workbench;
      const cards = await layout.arrange(toLayoutGraph(document.store.getState().flow));
      const { edit, flow } = document.store.getState();
      const placed = spreadFolds(flow, cards);
      const whole = flow.steps.length > manySteps ? writeLayout(edit, flow, placed) : undefined;
      const places = new Map(placed.map((node) => [node.id, node]));
      const operations =
        whole === undefined
          ? placeArranged(flow, placed)
          : [whole, ...followNotes({ flow, boxes: flow.steps }, places)];
      if (perform(workbench, text("gesture.arrange"), operations)) canvas.fit();
    },
  },
  {
    id: "arrange.selection",
    icon: "wand-sparkles",
    keys: ["Shift+K"],
    scope: "canvas",
    menu: "arrange",
    refusal: needsTwo,
    async run(workbench) {
      const { document, session, layout } = workbench;
      const { steps } = session.store.getState().selection;
      const chosen = document.store.getState().flow.steps.filter(({ id }) => steps.has(id));
      const placed = await layout.arrange(toLayoutGraph(document.store.getState().flow, chosen));
      perform(workbench, text("gesture.arrange"), placeArranged(document.store.getState().flow, placed));
    },
  },
  align("left", "align-start-vertical"),
  align("centre", "align-center-vertical"),
  align("right", "align-end-vertical"),
  align("top", "align-start-horizontal"),
  align("middle", "align-center-horizontal"),
  align("bottom", "align-end-horizontal"),
  distribute("arrange.columns", "x", "align-horizontal-distribute-center"),
  distribute("arrange.rows", "y", "align-vertical-distribute-center"),
  shift("arrange.nudgeLeft", "ArrowLeft", { x: -grid, y: 0 }),
  shift("arrange.nudgeRight", "ArrowRight", { x: grid, y: 0 }),
  shift("arrange.nudgeUp", "ArrowUp", { x: 0, y: -grid }),
  shift("arrange.nudgeDown", "ArrowDown", { x: 0, y: grid }),
  shift("arrange.moveLeft", "Shift+ArrowLeft", { x: -far, y: 0 }),
  shift("arrange.moveRight", "Shift+ArrowRight", { x: far, y: 0 }),
  shift("arrange.moveUp", "Shift+ArrowUp", { x: 0, y: -far }),
  shift("arrange.moveDown", "Shift+ArrowDown", { x: 0, y: far }),
];

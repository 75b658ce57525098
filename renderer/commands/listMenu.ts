import type { MenuPlace, Selection } from "../state/session/SessionState.ts";
import type { Command, CommandId } from "./Command.ts";
import { commands, getCommand } from "./commands.ts";
import type { Workbench } from "./Workbench.ts";

export interface MenuSection {
  commands: Command[];
  /** They stand beside each other as spots or icons, and not below each other by their titles. */
  isLine: boolean;
}

const colours = commands.filter(({ swatch }) => swatch !== undefined).map(({ id }) => id);
const alignment: readonly CommandId[] = [
  ...(["arrange.left", "arrange.centre", "arrange.right"] as const),
  ...(["arrange.top", "arrange.middle", "arrange.bottom"] as const),
  ...(["arrange.columns", "arrange.rows"] as const),
];
const lines: ReadonlySet<readonly CommandId[]> = new Set([colours, alignment]);

/** About a state that few things are in: shown only while it can be done. */
const occasional: ReadonlySet<CommandId> = new Set<CommandId>([
  ...(["step.tryNow", "step.approve", "step.refuse", "step.openChild", "step.inline"] as const),
  ...(["note.attach", "note.detach"] as const),
]);

/** What one does with a row that tells of a step. */
const ofRow: readonly (readonly CommandId[])[] = [
  ["step.open", "step.editCode", "view.zoomSelection"],
  ["edit.copyText", "step.copyLink"],
];

/** The context menus in sections: first what is done most, last what takes something away. */
const menus: Record<MenuPlace, readonly (readonly CommandId[])[]> = {
  canvas: [
    ["step.add", "note.add", "edit.paste"],
    ["edit.selectAll", "edit.find"],
    ["view.fit", "arrange.all", "view.minimap"],
    ["run.custom", "view.changes", "view.application", "view.keyList"],
  ],
  step: [
    ["step.tryNow", "step.approve", "step.refuse", "step.openChild"],
    ["step.open", "step.test", "step.editCode"],
    ["run.toHere", "run.fromHere", "step.pin"],
    ["step.add", "step.connect", "step.rename", "step.toggleDisabled", "step.replaceClass"],
    ["edit.cut", "edit.copy", "edit.duplicate", "step.copyLink"],
    ["edit.selectDownstream", "edit.selectUpstream", "step.findUses", "view.zoomSelection"],
    ["note.add", "note.attach", "group.create", "step.extract", "step.inline"],
    ["edit.delete"],
  ],
  steps: [
    ["step.editMany", "step.toggleDisabled", "run.toHere", "run.fromHere"],
    ["edit.cut", "edit.copy", "edit.duplicate"],
    ["arrange.selection"],
    alignment,
    ["edit.selectDownstream", "edit.selectUpstream", "view.zoomSelection"],
    ["group.create", "step.extract"],
    ["edit.delete"],
  ],
  edge: [["step.add"], ["edit.delete"]],
  note: [
    ["step.rename", "note.attach", "note.detach"],
    colours,
    ["edit.cut", "edit.copy", "edit.duplicate"],
    ["edit.delete"],
  ],
  group: [
    ["group.toggleFold", "step.rename", "group.selectInside", "view.zoomSelection"],
    colours,
    ["step.editMany", "group.create", "step.extract"],
    ["edit.cut", "edit.copy", "edit.duplicate"],
    ["group.dissolve", "edit.delete"],
  ],
  problem: ofRow,
  logLine: ofRow,
  timelineRow: [
    ["step.tryNow", "step.approve", "step.refuse", "step.openChild"],
    ["step.open", "step.test", "view.zoomSelection"],
    ["run.toHere", "run.fromHere", "step.pin"],
    ["edit.copyText", "step.copyLink"],
  ],
};

/** Of what the menu is that a key opens: of what is selected, else of the canvas. */
export function placeOfSelection({ steps, groups, notes, edges }: Selection): MenuPlace {
  if (steps.size > 0) return steps.size > 1 ? "steps" : "step";
  if (groups.size > 0) return "group";
  if (notes.size > 0) return "note";
  return edges.size > 0 ? "edge" : "canvas";
}

/** One context menu as it is now. */
export function listMenu(place: MenuPlace, workbench: Workbench): MenuSection[] {
  const isShown = (command: Command): boolean =>
    !occasional.has(command.id) || command.refusal(workbench) === undefined;
  return menus[place]
    .map((ids) => ({ commands: ids.map(getCommand).filter(isShown), isLine: lines.has(ids) }))
    .filter((section) => section.commands.length > 0);
}

import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { createGroup } from "../state/edits/createGroup.ts";
import type { FlowGroup } from "../state/flow/Flow.ts";
import { groupTreeOf } from "../state/flow/GroupTree.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { foldGroup } from "./foldGroup.ts";
import { perform } from "./perform.ts";
import { needsGroup, needsStepOrGroup } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

function selectedGroups({ document, session }: Workbench): FlowGroup[] {
  const { groups } = session.store.getState().selection;
  return document.store.getState().flow.groups.filter(({ id }) => groups.has(id));
}

export const groupCommands: Command[] = [
  {
    id: "group.create",
    icon: "group",
    keys: ["Mod+G"],
    scope: "canvas",
    menu: "arrange",
    refusal: needsStepOrGroup,
    run(workbench) {
      const { document, session, createId } = workbench;
      const { selection } = session.store.getState();
      const { flow } = document.store.getState();
      const id = createId();
      const operations = createGroup({ flow, selection, id, title: text("group.new") });
      if (!perform(workbench, text("gesture.group"), operations)) return;
      session.select({ groups: new Set([id]) });
      session.set({ editing: { kind: "group", id } });
    },
  },
  {
    id: "group.toggleFold",
    icon: "chevron-down",
    keys: ["F"],
    scope: "canvas",
    menu: "arrange",
    refusal: needsGroup,
    run(workbench) {
      const groups = selectedGroups(workbench);
      foldGroup(workbench, { groups, folded: groups.some(({ folded }) => !folded) });
    },
  },
  {
    id: "group.selectInside",
    icon: "square",
    keys: ["Mod+Alt+A"],
    scope: "canvas",
    menu: "arrange",
    refusal: needsGroup,
    run(workbench) {
      const { document, session } = workbench;
      const tree = groupTreeOf(document.store.getState().flow);
      session.select({ steps: new Set(selectedGroups(workbench).flatMap(({ id }) => [...tree.stepsIn(id)])) });
    },
  },
  {
    id: "group.dissolve",
    icon: "unplug",
    keys: ["Mod+Shift+G"],
    scope: "canvas",
    menu: "arrange",
    refusal: needsGroup,
    run(workbench) {
      const operations = selectedGroups(workbench).map(({ id }): EditOperation => ({ op: "removeGroup", id }));
      perform(workbench, text("command.group.dissolve"), operations);
    },
  },
];

import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { snap } from "../state/flow/cardSize.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { perform } from "./perform.ts";
import { needsStep } from "./refusals.ts";

export const groupCommands: Command[] = [
  {
    id: "note.add",
    icon: "sticky-note",
    keys: ["N"],
    scope: "canvas",
    menu: "arrange",
    places: ["canvas"],
    run(workbench) {
      const { session, canvas, createId } = workbench;
      const [id, { x, y }] = [createId(), canvas.centre()];
      const note = { id, text: text("note.new"), x: snap(x - 100), y: snap(y - 48), w: 200, h: 96, colour: "" };
      if (!perform(workbench, text("gesture.note"), [{ op: "addNote", note }])) return;
      session.select({ notes: new Set([id]) });
      session.set({ editing: { kind: "note", id } });
    },
  },
  {
    id: "group.create",
    icon: "group",
    keys: ["Mod+G"],
    scope: "canvas",
    menu: "arrange",
    places: ["step", "steps"],
    refusal: needsStep,
    run(workbench) {
      const { document, session, createId } = workbench;
      const { steps } = session.store.getState().selection;
      const { flow } = document.store.getState();
      const id = createId();
      // A step is in one group; a group that loses its last step goes.
      const left = flow.groups.flatMap(({ id: group, steps: members }): EditOperation[] => {
        const kept = members.filter((member) => !steps.has(member));
        if (kept.length === members.length) return [];
        if (kept.length === 0) return [{ op: "removeGroup", id: group }];
        return [{ op: "setGroup", id: group, key: "steps", value: kept }];
      });
      const group = { id, title: text("group.new"), colour: "", steps: [...steps], folded: false };
      if (!perform(workbench, text("gesture.group"), [...left, { op: "addGroup", group }])) return;
      session.select({ groups: new Set([id]) });
      session.set({ editing: { kind: "group", id } });
    },
  },
  {
    id: "group.dissolve",
    icon: "unplug",
    keys: ["Mod+Shift+G"],
    scope: "canvas",
    menu: "arrange",
    places: ["group"],
    refusal: ({ session }) => (session.store.getState().selection.groups.size === 0 ? "when.noGroup" : undefined),
    run(workbench) {
      const { groups } = workbench.session.store.getState().selection;
      const operations = [...groups].map((id): EditOperation => ({ op: "removeGroup", id }));
      perform(workbench, text("command.group.dissolve"), operations);
    },
  },
];

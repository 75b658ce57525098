import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { cardHeight, rowGap, snap } from "../state/flow/cardSize.ts";
import type { FlowNote, FlowStep } from "../state/flow/Flow.ts";
import { palette } from "../state/flow/palette.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { perform } from "./perform.ts";
import { never } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** The only selected step or note. */
function only<T extends { id: string }>(items: readonly T[], ids: ReadonlySet<string>): T | undefined {
  return ids.size === 1 ? items.find(({ id }) => ids.has(id)) : undefined;
}

function noteAndStep({ document, session }: Workbench): { note: FlowNote | undefined; step: FlowStep | undefined } {
  const { flow } = document.store.getState();
  const { notes, steps } = session.store.getState().selection;
  return { note: only(flow.notes, notes), step: only(flow.steps, steps) };
}

function colour(name: (typeof palette)[number]): Command {
  return {
    id: `colour.${name === "" ? "standard" : name}`,
    swatch: name,
    scope: "canvas",
    menu: "arrange",
    refusal: ({ session }) => {
      const { notes, groups } = session.store.getState().selection;
      return notes.size + groups.size === 0 ? "when.noNoteOrGroup" : undefined;
    },
    run(workbench) {
      const { notes, groups } = workbench.session.store.getState().selection;
      perform(workbench, text("gesture.colour"), [
        ...[...notes].map((id): EditOperation => ({ op: "setNote", id, key: "colour", value: name })),
        ...[...groups].map((id): EditOperation => ({ op: "setGroup", id, key: "colour", value: name })),
      ]);
    },
  };
}

const size = { w: 200, h: 96 };

export const noteCommands: Command[] = [
  {
    id: "note.add",
    icon: "sticky-note",
    keys: ["N"],
    scope: "canvas",
    menu: "arrange",
    refusal: never,
    run(workbench) {
      const { session, canvas, createId } = workbench;
      const [id, { x, y }] = [createId(), canvas.centre()];
      const { step } = noteAndStep(workbench);
      const at =
        step?.at === undefined
          ? { x: snap(x - size.w / 2), y: snap(y - size.h / 2) }
          : { x: step.at.x, y: step.at.y + cardHeight + rowGap };
      const note = { id, text: text("note.new"), ...at, ...size, colour: "", ...(step && { step: step.id }) };
      if (!perform(workbench, text("gesture.note"), [{ op: "addNote", note }])) return;
      session.select({ notes: new Set([id]) });
      session.set({ editing: { kind: "note", id } });
    },
  },
  {
    id: "note.attach",
    icon: "link",
    scope: "canvas",
    menu: "arrange",
    refusal: (workbench) => {
      const { note, step } = noteAndStep(workbench);
      return note === undefined || step === undefined ? "when.noteAndStep" : undefined;
    },
    run(workbench) {
      const { note, step } = noteAndStep(workbench);
      if (note === undefined || step === undefined) return;
      perform(workbench, text("command.note.attach"), [{ op: "setNote", id: note.id, key: "step", value: step.id }]);
    },
  },
  {
    id: "note.detach",
    icon: "unplug",
    scope: "canvas",
    menu: "arrange",
    refusal: (workbench) => (noteAndStep(workbench).note?.step === undefined ? "when.noAttachedNote" : undefined),
    run(workbench) {
      const { note } = noteAndStep(workbench);
      if (note === undefined) return;
      perform(workbench, text("command.note.detach"), [{ op: "setNote", id: note.id, key: "step" }]);
    },
  },
  ...palette.map(colour),
];

import { expect } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import type { Bench } from "../support/Bench.ts";

/** What the commands of notes, groups and colours do, on the bench of the test of all commands. */
export const groupEffects = {
  async "note.add"(bench) {
    await bench.run("note.add");
    expect(bench.flow.notes[1]).toMatchObject({ x: 300, y: 252, text: "A note" });
    expect(bench.session.editing).toEqual({ kind: "note", id: bench.flow.notes[1]?.id });
  },
  async "note.attach"(bench) {
    bench.select({ notes: ["n"] });
    expect(bench.refusal("note.attach")).toBe("when.noteAndStep");
    bench.select({ notes: ["n"], steps: ["id-a"] });
    await bench.run("note.attach");
    expect(bench.flow.notes[0]?.step).toBe("id-a");
    // From now on the note goes where the step goes, once.
    bench.select({ steps: ["id-a"] });
    await bench.run("arrange.moveRight");
    bench.select({ steps: ["id-a"], notes: ["n"] });
    await bench.run("arrange.moveDown");
    expect([bench.places.a, bench.flow.notes[0]]).toMatchObject([
      { x: 20, y: 20 },
      { x: 20, y: 220 },
    ]);
  },
  async "note.detach"(bench) {
    bench.select({ notes: ["n"] });
    expect(bench.refusal("note.detach")).toBe("when.noAttachedNote");
    bench.select({ notes: ["n"], steps: ["id-a"] });
    await bench.run("note.attach");
    bench.select({ notes: ["n"] });
    await bench.run("note.detach");
    expect(bench.flow.notes[0]?.step).toBeUndefined();
  },
  "colour.standard": colours("colour.standard", ""),
  "colour.blue": colours("colour.blue", "blue"),
  "colour.teal": colours("colour.teal", "teal"),
  "colour.green": colours("colour.green", "green"),
  "colour.yellow": colours("colour.yellow", "yellow"),
  "colour.red": colours("colour.red", "red"),
  "colour.purple": colours("colour.purple", "purple"),
  async "group.toggleFold"(bench) {
    expect(bench.refusal("group.toggleFold")).toBe("when.noGroup");
    bench.select({ groups: ["g"] });
    await bench.run("group.toggleFold");
    expect(bench.flow.groups[0]?.folded).toBe(true);
    // What is seen: the group in the place of its steps. Keys walk over it as over any card.
    bench.select({ steps: ["id-a"] });
    await bench.run("step.next");
    expect([...bench.session.selection.groups]).toEqual(["g"]);
    await bench.run("step.next");
    expect(bench.selected).toEqual(["d"]);
    bench.select({ groups: ["g"] });
    await bench.run("group.toggleFold");
    expect(bench.flow.groups[0]?.folded).toBe(false);
    expect(bench.draft.updates).toHaveLength(2);
  },
  async "group.selectInside"(bench) {
    bench.select({ groups: ["g"] });
    await bench.run("group.selectInside");
    expect(bench.selected).toEqual(["b", "c"]);
  },
  async "group.create"(bench) {
    bench.select({ steps: ["id-a", "id-b"] });
    await bench.run("group.create");
    expect(bench.flow.groups.map(({ steps }) => steps)).toEqual([["id-c"], ["id-a", "id-b"]]);
    bench.select({ steps: ["id-c"] });
    await bench.run("group.create");
    expect(bench.flow.groups.map(({ steps }) => steps)).toEqual([["id-a", "id-b"], ["id-c"]]);
    // Groups are put into a new one as a whole, and steps of one group stay in it.
    const [ab = "", c = ""] = bench.flow.groups.map(({ id }) => id);
    bench.select({ groups: [ab, c], steps: ["id-d"] });
    await bench.run("group.create");
    const all = bench.flow.groups[2]?.id;
    bench.select({ steps: ["id-a"] });
    await bench.run("group.create");
    expect(bench.flow.groups.map(({ steps, parent }) => [steps, parent])).toEqual([
      [["id-b"], all],
      [["id-c"], all],
      [["id-d"], undefined],
      [["id-a"], ab],
    ]);
  },
  async "group.dissolve"(bench) {
    expect(bench.refusal("group.dissolve")).toBe("when.noGroup");
    bench.select({ groups: ["g"] });
    await bench.run("group.dissolve");
    expect(bench.flow.groups).toEqual([]);
    expect(bench.names).toHaveLength(4);
  },
} satisfies Partial<Record<CommandId, (bench: Bench) => Promise<void>>>;

function colours(id: CommandId, colour: string): (bench: Bench) => Promise<void> {
  return async (bench) => {
    expect(bench.refusal(id)).toBe("when.noNoteOrGroup");
    bench.select({ notes: ["n"], groups: ["g"] });
    await bench.run("colour.red");
    await bench.run(id);
    expect([bench.flow.notes[0]?.colour, bench.flow.groups[0]?.colour]).toEqual([colour, colour]);
  };
}

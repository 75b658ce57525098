import { expect, test } from "vitest";
import { listMenu, placeOfSelection } from "../../../renderer/commands/listMenu.ts";
import type { MenuPlace } from "../../../renderer/state/session/SessionState.ts";
import type { Bench } from "../support/Bench.ts";
import { openBench } from "./openBench.ts";
import { clickRow } from "./rowEffects.ts";

const ids = (place: MenuPlace, { workbench }: Bench): string[][] =>
  listMenu(place, workbench).map(({ commands }) => commands.map(({ id }) => id));

const onCanvas = ["canvas", "step", "steps", "edge", "note", "group"] as const;
const rows = ["problem", "logLine", "timelineRow"] as const;

test("a menu has sections: first what one does most, last what takes something away", async () => {
  const bench = await openBench();
  bench.select({ steps: ["id-b"] });
  expect(ids("edge", bench)).toEqual([["step.add"], ["edit.delete"]]);
  expect(ids("step", bench)[0]).toEqual(["step.open", "step.test", "step.editCode"]);
  for (const place of ["step", "steps", "note", "group"] as const)
    expect(ids(place, bench).at(-1)?.at(-1), place).toBe("edit.delete");
});

test("what few steps are in stands in the menu of those only, and first", async () => {
  const bench = await openBench();
  bench.select({ steps: ["id-b"] });
  expect(ids("step", bench).flat()).not.toContain("step.tryNow");
  bench.runs.tell({ id: "run-0", state: "STARTED", warning: false, acceptedAt: 0 });
  bench.runs.push([{ id: "run-of-b", stepId: "id-b", state: "RETRY", retryAt: 1_000 }]);
  bench.paint();
  expect(ids("step", bench)[0]).toEqual(["step.tryNow"]);
});

test("a menu holds nothing twice, and colours and alignment stand in a line each", async () => {
  const bench = await openBench();
  for (const place of [...onCanvas, ...rows]) {
    const all = ids(place, bench).flat();
    expect(new Set(all).size, place).toBe(all.length);
  }
  const lines = (place: MenuPlace): number[] =>
    listMenu(place, bench.workbench).flatMap(({ commands, isLine }) => (isLine ? [commands.length] : []));
  expect([lines("note"), lines("group"), lines("steps"), lines("step")]).toEqual([[7], [7], [8], []]);
});

test("the menu of a key is that of what is selected", () => {
  const [none, one, two] = [new Set<string>(), new Set(["a"]), new Set(["a", "b"])];
  const nothing = { steps: none, edges: none, notes: none, groups: none };
  expect(placeOfSelection(nothing)).toBe("canvas");
  expect(placeOfSelection({ ...nothing, steps: one })).toBe("step");
  expect(placeOfSelection({ ...nothing, steps: two, notes: one })).toBe("steps");
  expect(placeOfSelection({ ...nothing, groups: one })).toBe("group");
  expect(placeOfSelection({ ...nothing, notes: one })).toBe("note");
  expect(placeOfSelection({ ...nothing, edges: one })).toBe("edge");
});

test("the menu of a row is about its step and its text, whatever was selected", async () => {
  for (const place of rows) {
    const bench = await openBench();
    bench.select({ steps: ["id-a", "id-c"] });
    expect(clickRow(bench, { place, step: "id-b", text: "said" })).toBe(true);
    expect([bench.selected, bench.session.menu]).toEqual([["b"], { place, x: 4, y: 8, text: "said" }]);
    const can = ids(place, bench).flat();
    expect(can).toEqual(expect.arrayContaining(["step.open", "edit.copyText", "step.copyLink"]));
    // Of no step, or of one that is no longer there, only the text can be had.
    for (const step of [undefined, "id-gone"]) {
      clickRow(bench, { place, step, text: "said" });
      expect([bench.selected, bench.refusal("step.open"), bench.refusal("edit.copyText")]).toEqual([
        [],
        "when.oneStep",
        undefined,
      ]);
    }
  }
});

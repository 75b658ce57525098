import { describe, expect, test } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import { commands } from "../../../renderer/commands/commands.ts";
import { FieldVisit } from "../../../renderer/state/form/FieldVisit.ts";
import type { TableActions } from "../../../renderer/state/session/createTableHolder.ts";
import type { BottomTab } from "../../../renderer/state/session/SessionState.ts";
import { english } from "../../../renderer/text/english.ts";
import type { Bench } from "../support/Bench.ts";
import { extractEffects } from "./extractEffects.ts";
import { fileEffects } from "./fileEffects.ts";
import { groupEffects } from "./groupEffects.ts";
import { openBench } from "./openBench.ts";
import { rowEffects } from "./rowEffects.ts";
import { tryOutEffects } from "./tryOutEffects.ts";
import { waitEffects } from "./waitEffects.ts";

/** What each command does: the list of commands is the list of these tests. */
const effects: Record<CommandId, (bench: Bench) => Promise<void>> = {
  ...extractEffects,
  ...fileEffects,
  ...rowEffects,
  ...tryOutEffects,
  ...waitEffects,
  async "edit.undo"(bench) {
    expect(bench.refusal("edit.undo")).toBe("when.nothingToUndo");
    bench.select({ steps: ["id-a"] });
    await bench.run("edit.delete");
    await bench.run("edit.undo");
    expect(bench.names).toEqual(["a", "b", "c", "d"]);
    expect(bench.edges).toEqual(["success a b", "success a c", "success b d"]);
  },
  async "edit.redo"(bench) {
    bench.select({ steps: ["id-a"] });
    await bench.run("edit.delete");
    await bench.run("edit.undo");
    await bench.run("edit.redo");
    expect(bench.names).toEqual(["b", "c", "d"]);
    expect(bench.refusal("edit.redo")).toBe("when.nothingToRedo");
  },
  async "edit.delete"(bench) {
    expect(bench.refusal("edit.delete")).toBe("when.nothingSelected");
    const edge = bench.flow.edges.find(({ to }) => to === "id-d")?.id ?? "";
    bench.select({ steps: ["id-a"], edges: [edge], notes: ["n"], groups: ["g"] });
    await bench.run("edit.delete");
    expect([bench.names, bench.edges]).toEqual([["b", "c", "d"], []]);
    expect([bench.flow.notes, bench.flow.groups]).toEqual([[], []]);
    expect(bench.draft.updates).toHaveLength(1);
  },
  async "edit.find"(bench) {
    await bench.run("edit.find");
    expect([bench.session.finding, bench.session.findsEverywhere]).toEqual(["", false]);
  },
  async "edit.findEverywhere"(bench) {
    bench.workbench.session.set({ finding: "a" });
    await bench.run("edit.findEverywhere");
    expect([bench.session.finding, bench.session.findsEverywhere]).toEqual(["a", true]);
  },
  async "edit.selectAll"(bench) {
    await bench.run("edit.selectAll");
    expect(bench.selected).toEqual(["a", "b", "c", "d"]);
    expect([...bench.session.selection.notes]).toEqual(["n"]);
  },
  async "edit.clearSelection"(bench) {
    bench.select({ steps: ["id-a"] });
    await bench.run("edit.clearSelection");
    expect(bench.selected).toEqual([]);
  },
  async "edit.selectDownstream"(bench) {
    bench.select({ steps: ["id-b"] });
    await bench.run("edit.selectDownstream");
    expect(bench.selected.sort()).toEqual(["b", "d"]);
  },
  async "edit.selectUpstream"(bench) {
    bench.select({ steps: ["id-d"] });
    await bench.run("edit.selectUpstream");
    expect(bench.selected.sort()).toEqual(["a", "b", "d"]);
  },
  async "edit.copy"(bench) {
    bench.select({ steps: ["id-a"] });
    await bench.run("edit.copy");
    expect(JSON.parse(bench.clipboard)).toMatchObject({ sluice: 1, steps: [{ entry: { name: "a" }, x: 0, y: 0 }] });
  },
  async "edit.cut"(bench) {
    bench.select({ steps: ["id-a"] });
    bench.clipboardIsClosed = true;
    await bench.run("edit.cut");
    expect(bench.names).toContain("a");
    expect(bench.notices).toHaveLength(1);
    bench.clipboardIsClosed = false;
    await bench.run("edit.cut");
    expect(bench.names).not.toContain("a");
    expect(bench.clipboard).toContain('"name": "a"');
  },
  async "edit.paste"(bench) {
    bench.clipboard = "no steps";
    await bench.run("edit.paste");
    expect(bench.notices).toHaveLength(1);
    bench.select({ steps: ["id-b", "id-d"] });
    await bench.run("edit.copy");
    await bench.run("edit.paste");
    expect(bench.selected).toEqual(["b 2", "d 2"]);
    expect(bench.edges).toContain("success b 2 d 2");
  },
  async "edit.duplicate"(bench) {
    bench.select({ groups: ["g"] });
    await bench.run("edit.duplicate");
    expect(bench.selected).toEqual(["b 2", "c 2"]);
    expect(bench.flow.groups).toHaveLength(2);
    expect(bench.places["b 2"]).toEqual({ x: 304, y: 24 });
  },
  async "step.add"(bench) {
    await bench.run("step.add");
    expect(bench.session.chooser).toEqual({ at: { x: 296, y: 272 } });
    bench.select({ steps: ["id-d"] });
    await bench.run("step.add");
    expect(bench.session.chooser).toEqual({
      at: { x: 840, y: 40 },
      from: { from: "id-d", kind: "output", output: "" },
    });
    const edge = bench.flow.edges[0]?.id ?? "";
    bench.select({ edges: [edge] });
    await bench.run("step.add");
    expect(bench.session.chooser).toEqual({ at: { x: 140, y: 0 }, edge });
  },
  async "step.open"(bench) {
    bench.select({ steps: ["id-c"] });
    await bench.run("step.open");
    expect(bench.session).toMatchObject({ openStep: "id-c", stepPanel: true });
  },
  async "step.editCode"(bench) {
    expect(bench.refusal("step.editCode")).toBe("when.oneStep");
    bench.select({ steps: ["id-c"] });
    await bench.run("step.editCode");
    expect(bench.session).toMatchObject({ openStep: "id-c", stepPanel: true, stepTab: "code" });
  },
  async "step.goToDefinition"(bench) {
    bench.select({ steps: ["id-c"] });
    await bench.run("step.goToDefinition");
    expect(bench.session).toMatchObject({ openStep: "id-c", stepTab: "code" });
  },
  async "code.widen"(bench) {
    bench.workbench.session.set({ stepTab: "code" });
    bench.workbench.session.openStep("id-c");
    await bench.run("code.widen");
    expect(bench.session.codePane).toEqual({ file: "Log", syncpack: undefined, step: "id-c" });
    await bench.run("code.widen");
    expect(bench.session.codePane).toBeUndefined();
  },
  "table.openRow": asksTable("openRow"),
  "table.deleteRow": asksTable("deleteRow"),
  "table.filter": asksTable("filter"),
  async "class.new"(bench) {
    bench.workbench.session.set({ registry: false });
    await bench.run("class.new");
    expect(bench.session).toMatchObject({ registry: true, newClass: true });
  },
  async "step.rename"(bench) {
    bench.select({ steps: ["id-c"], groups: ["g"] });
    expect(bench.refusal("step.rename")).toBe("when.oneThing");
    for (const [kind, selection, id] of [
      ["step", { steps: ["id-c"] }, "id-c"],
      ["note", { notes: ["n"] }, "n"],
      ["group", { groups: ["g"] }, "g"],
    ] as const) {
      bench.select(Object.fromEntries(Object.entries(selection).map(([key, ids]) => [key, [...ids]])));
      await bench.run("step.rename");
      expect(bench.session.editing).toEqual({ kind, id });
    }
  },
  async "step.connect"(bench) {
    expect(bench.refusal("step.connect")).toBe("when.oneStep");
    bench.select({ steps: ["id-c"] });
    await bench.run("step.connect");
    expect(bench.session.connecting).toBe("id-c");
  },
  async "step.replaceClass"(bench) {
    expect(bench.refusal("step.replaceClass")).toBe("when.oneStep");
    bench.select({ steps: ["id-c"] });
    await bench.run("step.replaceClass");
    expect(bench.session.chooser).toEqual({ at: { x: 280, y: 100 }, replace: "id-c" });
  },
  async "step.findUses"(bench) {
    bench.select({ steps: ["id-a"] });
    await bench.run("step.findUses");
    expect(bench.session.finding).toBe('uses:"a"');
  },
  async "step.toggleDisabled"(bench) {
    const disabled = (): boolean[] => bench.flow.steps.map((step) => step.disabled);
    bench.select({ steps: ["id-c"] });
    await bench.run("step.toggleDisabled");
    bench.select({ steps: ["id-b", "id-c"] });
    await bench.run("step.toggleDisabled");
    expect(disabled()).toEqual([false, true, true, false]);
    await bench.run("step.toggleDisabled");
    expect(disabled()).toEqual([false, false, false, false]);
  },
  async "step.next"(bench) {
    await bench.run("step.next");
    expect(bench.selected).toEqual(["a"]);
    await bench.run("step.next");
    expect(bench.selected).toEqual(["b"]);
    expect(bench.canvas.calls).toEqual(["reveal 0 0", "reveal 280 0"]);
  },
  async "step.previous"(bench) {
    bench.select({ steps: ["id-d"] });
    await bench.run("step.previous");
    expect(bench.selected).toEqual(["b"]);
  },
  async "step.below"(bench) {
    bench.select({ steps: ["id-b"] });
    await bench.run("step.below");
    expect(bench.selected).toEqual(["c"]);
    expect(bench.refusal("step.below")).toBe("when.noSibling");
  },
  async "step.above"(bench) {
    bench.select({ steps: ["id-c"] });
    await bench.run("step.above");
    expect(bench.selected).toEqual(["b"]);
  },
  async "arrange.all"(bench) {
    await bench.run("arrange.all");
    const { a, b, c, d } = bench.places;
    expect([a, b, c, d].map((place) => place?.x)).toEqual([0, 280, 280, 560]);
    expect(b?.y).not.toBe(c?.y);
    expect(bench.canvas.calls).toContain("fit");
    expect(bench.draft.updates).toHaveLength(1);
  },
  async "arrange.selection"(bench) {
    const before = bench.places;
    bench.select({ steps: ["id-b", "id-d"] });
    await bench.run("arrange.selection");
    expect(bench.places).toEqual({ ...before, b: { x: 280, y: 0 }, d: { x: 560, y: 0 } });
  },
  async "arrange.left"(bench) {
    bench.select({ steps: ["id-a", "id-b"] });
    await bench.run("arrange.left");
    expect(bench.places.b).toEqual({ x: 0, y: 0 });
  },
  async "arrange.centre"(bench) {
    bench.select({ steps: ["id-a"], notes: ["n"] });
    await bench.run("arrange.centre");
    expect([bench.places.a?.x, bench.flow.notes[0]?.x]).toEqual([0, 4]);
  },
  async "arrange.right"(bench) {
    bench.select({ steps: ["id-a", "id-b"] });
    await bench.run("arrange.right");
    expect(bench.places.a).toEqual({ x: 280, y: 0 });
  },
  async "arrange.top"(bench) {
    bench.select({ steps: ["id-b", "id-c"] });
    await bench.run("arrange.top");
    expect(bench.places.c).toEqual({ x: 280, y: 0 });
  },
  async "arrange.middle"(bench) {
    bench.select({ steps: ["id-b", "id-c"] });
    await bench.run("arrange.middle");
    expect([bench.places.b?.y, bench.places.c?.y]).toEqual([52, 52]);
  },
  async "arrange.bottom"(bench) {
    bench.select({ steps: ["id-b", "id-c"] });
    await bench.run("arrange.bottom");
    expect(bench.places.b).toEqual({ x: 280, y: 100 });
  },
  async "arrange.columns"(bench) {
    expect(bench.refusal("arrange.columns")).toBe("when.threeSteps");
    bench.select({ steps: ["id-a", "id-c", "id-d"] });
    await bench.run("arrange.columns");
    expect(bench.places.c?.x).toBe(280);
    bench.select({ steps: ["id-b", "id-c", "id-d"] });
    await bench.run("arrange.columns");
    expect([bench.places.b?.x, bench.places.c?.x, bench.places.d?.x]).toEqual([280, 560, 840]);
  },
  async "arrange.rows"(bench) {
    bench.select({ steps: ["id-a", "id-c", "id-d"] });
    await bench.run("arrange.rows");
    expect([bench.places.a?.y, bench.places.d?.y, bench.places.c?.y]).toEqual([0, 80, 160]);
  },
  "arrange.nudgeLeft": movesBy("arrange.nudgeLeft", -4, 0),
  "arrange.nudgeRight": movesBy("arrange.nudgeRight", 4, 0),
  "arrange.nudgeUp": movesBy("arrange.nudgeUp", 0, -4),
  "arrange.nudgeDown": movesBy("arrange.nudgeDown", 0, 4),
  "arrange.moveLeft": movesBy("arrange.moveLeft", -20, 0),
  "arrange.moveRight": movesBy("arrange.moveRight", 20, 0),
  "arrange.moveUp": movesBy("arrange.moveUp", 0, -20),
  "arrange.moveDown": movesBy("arrange.moveDown", 0, 20),
  ...groupEffects,
  "view.zoomIn": asksCanvas("view.zoomIn", "zoomBy 1.25"),
  "view.zoomOut": asksCanvas("view.zoomOut", "zoomBy 0.8"),
  "view.zoomFull": asksCanvas("view.zoomFull", "zoomTo 1"),
  "view.fit": asksCanvas("view.fit", "fit"),
  async "view.zoomSelection"(bench) {
    bench.select({ groups: ["g"] });
    await bench.run("view.zoomSelection");
    expect(bench.canvas.calls).toEqual(["show 280 0 208 156"]);
  },
  "view.registry": switches("view.registry", (bench) => bench.session.registry),
  "view.keyList": switches("view.keyList", (bench) => bench.session.keyList),
  "view.stepPanel": switches("view.stepPanel", (bench) => bench.session.stepPanel),
  async "view.application"(bench) {
    expect([await bench.run("view.application"), bench.session.stepPanel]).toEqual([true, true]);
  },
  "view.bottomPanel": switches("view.bottomPanel", (bench) => bench.session.bottomPanel),
  "view.changes": switches("view.changes", (bench) => bench.session.marksChanges),
  "view.timeline": opensBottom("view.timeline", "timeline"),
  "view.log": opensBottom("view.log", "log"),
  "view.report": opensBottom("view.report", "report"),
  "view.minimap": switches("view.minimap", (bench) => bench.session.minimap),
  "view.parametersJson": switches("view.parametersJson", (bench) => bench.session.parametersJson),
  "view.letterKeys": switches("view.letterKeys", (bench) => bench.session.letterKeys),
  "view.palette": switches("view.palette", (bench) => bench.session.palette),
  async "view.theme"(bench) {
    await bench.run("view.theme");
    expect(bench.themes).toBe(1);
  },
  async "run.start"(bench) {
    await bench.run("run.start");
    expect(bench.runs.started).toEqual([{ level: 25 }]);
    expect(bench.refusal("run.start")).toBe("when.running");
  },
  async "run.debug"(bench) {
    await bench.run("run.debug");
    expect(bench.runs.started).toEqual([{ level: 10 }]);
  },
  async "run.stop"(bench) {
    expect(bench.refusal("run.stop")).toBe("when.notRunning");
    await bench.run("run.start");
    await bench.run("run.stop");
    expect(bench.runs.stopped).toEqual(["run-1"]);
    expect(bench.workbench.live.run()?.state).toBe("REVOKED");
  },
  async "run.notices"(bench) {
    await bench.run("run.notices");
    expect([bench.areToldFailures, bench.notices]).toEqual([
      false,
      ["You are not told any more when a run of app fails."],
    ]);
    await bench.run("run.notices");
    expect(bench.notices.at(-1)).toBe("You are told when a run of app fails.");
  },
  async "run.nextFailure"(bench) {
    expect(bench.refusal("run.nextFailure")).toBe("when.noFailure");
    await bench.run("run.start");
    bench.runs.push(["id-d", "id-b"].map((stepId) => ({ stepId, state: "FAILURE" })));
    bench.paint();
    await bench.run("run.nextFailure");
    expect(bench.session.openStep).toBe("id-b");
    await bench.run("run.nextFailure");
    expect(bench.session.openStep).toBe("id-d");
    await bench.run("run.nextFailure");
    expect(bench.session.openStep).toBe("id-b");
  },
};

function movesBy(id: CommandId, x: number, y: number): (bench: Bench) => Promise<void> {
  return async (bench) => {
    bench.select({ steps: ["id-d"], notes: ["n"] });
    await bench.run(id);
    expect(bench.places.d).toEqual({ x: 560 + x, y: 40 + y });
    expect(bench.flow.notes[0]).toMatchObject({ x, y: 200 + y });
    expect(bench.draft.updates).toHaveLength(1);
  };
}

function asksCanvas(id: CommandId, call: string): (bench: Bench) => Promise<void> {
  return async (bench) => {
    await bench.run(id);
    expect(bench.canvas.calls).toEqual([call]);
  };
}

function asksTable(does: keyof TableActions): (bench: Bench) => Promise<void> {
  return async (bench) => {
    const { table } = bench.workbench;
    const calls: string[] = [];
    const detach = table.attach(() => ({ [does]: () => calls.push(does) }));
    await bench.run(`table.${does}`);
    // Another one takes its place, which has nothing of it.
    table.attach(() => ({}));
    detach();
    expect([calls, bench.refusal(`table.${does}`)]).toEqual([[does], "when.noTable"]);
  };
}

function opensBottom(id: CommandId, bottomTab: BottomTab): (bench: Bench) => Promise<void> {
  return async (bench) => {
    await bench.run(id);
    expect(bench.session).toMatchObject({ bottomPanel: true, bottomTab });
  };
}

function switches(id: CommandId, read: (bench: Bench) => boolean): (bench: Bench) => Promise<void> {
  return async (bench) => {
    const before = read(bench);
    await bench.run(id);
    expect(read(bench)).toBe(!before);
    await bench.run(id);
    expect(read(bench)).toBe(before);
  };
}

describe("a command", () => {
  test.each(commands.map(({ id }) => id))("%s does what it says", async (id) => {
    const bench = await openBench();
    await effects[id](bench);
    // It was looked at, and not only done.
    expect(expect.getState().assertionCalls).toBeGreaterThan(0);
    expect([...bench.ran]).toContain(id);
  });

  test("stands in the list once, has a title and a menu, and every title has a command", () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const titles = Object.keys(english).filter((key) => key.startsWith("command."));
    expect(ids.map((id) => `command.${id}`).sort()).toEqual(titles.sort());
    expect(commands.every(({ menu }) => menu.length > 0)).toBe(true);
  });

  test("that cannot be done says why and does nothing", async () => {
    const bench = await openBench();
    expect(await bench.run("edit.delete")).toBe(false);
    expect(bench.draft.updates).toEqual([]);
  });

  test("that fails tells the reason", async () => {
    const bench = await openBench();
    bench.runs.failure = "The queue has no workers.";
    await bench.run("run.start");
    expect(bench.notices).toEqual(["The run could not be started: The queue has no workers."]);
  });

  test("sees what was typed in a field up to now", async () => {
    const bench = await openBench();
    const { document, clock } = bench.workbench;
    const visit = new FieldVisit({
      document,
      clock,
      label: "Change description",
      toOperations: (value) => [{ op: "setApplicationKey", key: "description", value }],
      onRefusal: () => undefined,
    });
    visit.type("typed");
    await bench.run("file.exportJson");
    expect(bench.files.at(-1)?.[1]).toContain('"description": "typed"');
  });
});

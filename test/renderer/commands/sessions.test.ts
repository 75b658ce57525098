import { expect, test } from "vitest";
import { validateStructure } from "../../../core/model/validation/validateApplication.ts";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import { foldFlow } from "../../../renderer/state/flow/foldFlow.ts";
import { setText } from "../../../renderer/state/refactor/FlowText.ts";
import { findTexts, parseSearch, replaceInText } from "../../../renderer/state/refactor/findTexts.ts";
import { findUses } from "../../../renderer/state/refactor/findUses.ts";
import { replaceClass } from "../../../renderer/state/refactor/replaceClass.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

const edits: CommandId[] = [
  ...(["edit.delete", "edit.duplicate", "edit.copy", "edit.cut", "edit.paste"] as const),
  ...(["step.toggleDisabled", "arrange.all", "arrange.selection", "arrange.left", "arrange.bottom"] as const),
  ...(["arrange.rows", "arrange.moveRight", "note.add", "group.create", "group.dissolve"] as const),
  ...(["group.create", "group.toggleFold", "group.toggleFold", "note.attach", "note.detach", "colour.red"] as const),
];

/** What a person in a hurry does, for as long as it takes. */
class Person {
  private readonly bench: Bench;
  private readonly next: () => number;
  private count = 0;

  constructor(bench: Bench, seed: number) {
    this.bench = bench;
    this.next = seededRandom(seed).next;
  }

  async act(): Promise<void> {
    const what = this.next();
    if (what < 0.25) await this.add();
    else if (what < 0.43) await this.connect();
    else if (what < 0.53) await (this.next() < 0.7 ? this.bench.undo() : this.bench.redo());
    else if (what < 0.59) this.refactor();
    else if (what < 0.68) await this.drag();
    else {
      this.select();
      await this.bench.run(this.pick(edits));
    }
    await this.bench.settle();
  }

  private async add(): Promise<void> {
    const { flow, workbench } = this.bench;
    const edge = this.next() < 0.4 ? this.pick(flow.edges) : undefined;
    const at = { x: Math.floor(this.next() * 900), y: Math.floor(this.next() * 500) };
    await this.bench.addStep(this.pick(workbench.classes.store.getState().classes).file, { at, edge });
  }

  private async connect(): Promise<void> {
    const { flow } = this.bench;
    const [from, to] = [this.pick(flow.steps), this.pick(flow.steps)];
    if (from === undefined || to === undefined) return;
    const kind = this.next() < 0.2 ? "error" : "output";
    const output = kind === "error" ? "" : this.pick(from.outputs).name;
    await this.bench.connect({ from: from.id, to: to.id, kind, output });
  }

  /** Drags one thing, with the others if it is selected. */
  private async drag(): Promise<void> {
    const { flow } = this.bench;
    this.select();
    const id = this.pick([
      ...flow.steps.map((step) => step.id),
      ...flow.notes.map((note) => `note:${note.id}`),
      ...flow.groups.map((group) => `group:${group.id}`),
    ]);
    const by = { x: Math.floor(this.next() * 400) - 200, y: Math.floor(this.next() * 400) - 200 };
    if (id !== undefined) await this.bench.drag(id, by);
  }

  /** Renames a step with its uses, gives one another class, or replaces text everywhere. */
  private refactor(): void {
    const { flow, workbench } = this.bench;
    const step = this.pick(flow.steps);
    if (step === undefined) return;
    this.count += 1;
    const how = this.next();
    if (how < 0.4) {
      const name = `Renamed ${this.count}`;
      const uses = findUses(flow, step.name).map((use) => setText(use.at, use.rename(name)));
      const rename = { op: "renameStep", step: step.id, name } as const;
      expect(workbench.document.perform({ label: "Rename", operations: [...uses, rename] })).toMatchObject({
        ok: true,
      });
    } else if (how < 0.8) {
      const operations = replaceClass(step, this.pick(workbench.classes.store.getState().classes));
      expect(workbench.document.perform({ label: "Replace", operations })).toMatchObject({ ok: true });
    } else {
      const found = findTexts({ flow, search: parseSearch("note"), lookOf: () => "idle", isChanged: () => false });
      const operations = found.map(({ at }) => setText(at, replaceInText(at.text, { from: "note", to: "Hint" })));
      expect(workbench.document.perform({ label: "Replace", operations })).toMatchObject({ ok: true });
    }
  }

  private select(): void {
    const { flow } = this.bench;
    const some = (ids: string[]): string[] => ids.filter(() => this.next() < 0.3);
    this.bench.select({
      steps: some(flow.steps.map(({ id }) => id)),
      edges: some(flow.edges.map(({ id }) => id)),
      notes: some(flow.notes.map(({ id }) => id)),
      groups: some(flow.groups.map(({ id }) => id)),
    });
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }
}

/** What is seen holds together: every edge ends at cards that are there, and no step is lost or seen twice. */
function expectSeen({ flow }: Bench): void {
  const seen = foldFlow(flow);
  expect(seen.edges.filter(({ from, to }) => !seen.byId.has(from) || !seen.byId.has(to))).toEqual([]);
  const steps = seen.steps.flatMap(({ id, fold }) => (fold === undefined ? [id] : fold.steps.map((step) => step.id)));
  expect(steps.sort()).toEqual(flow.steps.map(({ id }) => id).sort());
  const members = flow.groups.flatMap((group) => group.steps);
  expect(new Set(members).size).toBe(members.length);
}

test("a person adds, connects, drags and takes it back", async () => {
  const bench = await Bench.open(buildEditState({ a: {} }, { app_variables: [] }));
  expect(await bench.addStep("Log", { at: { x: 300, y: 40 } })).toBe(true);
  const [a = "", log = ""] = bench.flow.steps.map(({ id }) => id);
  const wire = { from: a, to: log, kind: "output", output: "" } as const;
  expect([await bench.connect(wire), await bench.connect(wire)]).toEqual([undefined, "duplicate"]);
  expect(await bench.connect({ ...wire, from: log, to: a })).toBe("cycle");
  await bench.drag(log, { x: 41, y: -22 });
  expect([bench.edges, bench.places.Log]).toEqual([["success a Log"], { x: 340, y: 20 }]);
  expect([await bench.undo(), bench.places.Log]).toEqual([true, { x: 300, y: 40 }]);
  expect([await bench.undo(), bench.edges]).toEqual([true, []]);
  expect([await bench.redo(), bench.edges]).toEqual([true, ["success a Log"]]);
  bench.dispose();
});

test.each([1, 2, 3, 4, 5, 6])(
  "a session of 80 random actions, seed %d: valid all the time, undo of everything gives the start, redo the end",
  async (seed) => {
    const bench = await Bench.open(buildEditState({ a: { output_to: ["b"] }, b: {} }, { app_variables: [] }));
    const person = new Person(bench, seed);
    const { store } = bench.workbench.document;
    const start = store.getState().edit;
    for (let action = 0; action < 80; action += 1) {
      await person.act();
      const { edit } = store.getState();
      const errors = validateStructure(edit.document).filter(({ code }) => code !== "no_steps");
      expect([seed, action, errors]).toEqual([seed, action, []]);
      expect(edit).toEqual(bench.draft.state);
      expectSeen(bench);
    }
    const end = store.getState().edit;
    let undone = 0;
    while (await bench.undo()) undone += 1;
    expect(store.getState().edit).toEqual(start);
    for (let count = 0; count < undone; count += 1) await bench.redo();
    expect(store.getState().edit).toEqual(end);
    bench.dispose();
  },
);

import { expect, test } from "vitest";
import { validateStructure } from "../../../core/model/validation/validateApplication.ts";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import { addStep } from "../../../renderer/state/edits/addStep.ts";
import { connectOperation } from "../../../renderer/state/edits/edges.ts";
import { findConnectRefusal, type Wire } from "../../../renderer/state/flow/findConnectRefusal.ts";
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
    if (what < 0.3) this.add();
    else if (what < 0.5) this.connect();
    else if (what < 0.6) await this.bench.run(this.next() < 0.7 ? "edit.undo" : "edit.redo");
    else if (what < 0.66) this.refactor();
    else {
      this.select();
      await this.bench.run(this.pick(edits));
    }
    await this.bench.settle();
  }

  private add(): void {
    const { flow, workbench } = this.bench;
    this.count += 1;
    const edge = this.next() < 0.4 ? this.pick(flow.edges) : undefined;
    const at = { x: Math.floor(this.next() * 900), y: Math.floor(this.next() * 500) };
    const operations = addStep({
      flow,
      manifest: this.pick(workbench.classes.store.getState().classes),
      id: `added-${this.count}`,
      at,
      edge,
    });
    workbench.document.perform({ label: "Add", operations });
  }

  private connect(): void {
    const { flow, workbench } = this.bench;
    const [from, to] = [this.pick(flow.steps), this.pick(flow.steps)];
    if (from === undefined || to === undefined) return;
    const kind = this.next() < 0.2 ? "error" : "output";
    const output = kind === "error" ? "" : this.pick(from.outputs).name;
    const wire: Wire = { from: from.id, to: to.id, kind, output };
    if (findConnectRefusal(flow, wire) !== undefined) return;
    // What the editor lets pass, the model takes.
    expect(workbench.document.perform({ label: "Connect", operations: [connectOperation(wire)] })).toMatchObject({
      ok: true,
    });
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
    while (await bench.run("edit.undo")) undone += 1;
    expect(store.getState().edit).toEqual(start);
    for (let count = 0; count < undone; count += 1) await bench.run("edit.redo");
    expect(store.getState().edit).toEqual(end);
    bench.dispose();
  },
);

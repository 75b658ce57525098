import { expect, test } from "vitest";
import { editOwnCode } from "../../../renderer/commands/ownCode.ts";
import { perform } from "../../../renderer/commands/perform.ts";
import { undoReplacement } from "../../../renderer/commands/undoReplacement.ts";
import type { DraftPort } from "../../../renderer/state/ports/DraftPort.ts";
import { editElsewhere, type Replacement } from "../../../renderer/state/refactor/everywhere.ts";
import { hashJson } from "../../../renderer/state/session/hashJson.ts";
import { text } from "../../../renderer/text/texts.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { MemoryDraft } from "../support/MemoryDraft.ts";

const setUrl = (step: string, value: string) => [
  { op: "setParameter" as const, step: `id-${step}`, path: ["url"], value },
];

/** A replacement of "old" by "new" here, in two applications and in two classes. */
async function setUp() {
  const bench = await Bench.open(buildEditState({ a: { url: "old" } }));
  const drafts = new Map(["one", "two"].map((name) => [name, new MemoryDraft(buildEditState({ b: { url: "old" } }))]));
  const ports = new Map<string, DraftPort>([...drafts].map(([name, draft]) => [name, draft.attach()]));
  const openDraft = (name: string): DraftPort => {
    const port = ports.get(name);
    if (port === undefined) throw new Error(`${name} is gone.`);
    return port;
  };
  const workbench = { ...bench.workbench, openDraft };
  const document = () => workbench.document.store.getState().edit.document;
  const before = document();
  perform(workbench, text("gesture.replace"), setUrl("a", "new"));
  await bench.settle();
  const applications: Replacement["applications"][number][] = [];
  for (const name of ["one", "two"]) {
    const { seq = 0 } = await editElsewhere(openDraft(name), {
      label: text("gesture.replace"),
      createId: () => `${name} replaced`,
      classes: workbench.classes.store.getState(),
      plan: () => setUrl("b", "new"),
    });
    applications.push({ name, title: name.toUpperCase(), seq });
  }
  const classes = [];
  for (const file of ["Mine", "Other"]) {
    bench.classes.own.set(file, { versions: ["old"], draft: undefined });
    classes.push(await editOwnCode(workbench, { file, change: () => "new" }));
  }
  const replacement: Replacement = {
    from: "old",
    to: "new",
    here: { before: hashJson(before), after: hashJson(document()) },
    applications,
    classes,
  };
  workbench.session.set({ replaced: replacement });
  const urls = () => ({
    here: urlOf(bench.draft),
    one: urlOf(drafts.get("one")),
    two: urlOf(drafts.get("two")),
    Mine: bench.classes.own.get("Mine")?.draft,
    Other: bench.classes.own.get("Other")?.draft,
  });
  return { bench, workbench, drafts, replacement, urls };
}

function urlOf(draft: MemoryDraft | undefined): unknown {
  const [step] = (draft?.state.document.steps ?? []) as { url?: string }[];
  return step?.url;
}

test("a replacement is taken back here, in other applications and in code", async () => {
  const { bench, workbench, replacement, urls } = await setUp();
  expect(urls()).toEqual({ here: "new", one: "new", two: "new", Mine: "new", Other: "new" });
  await undoReplacement(workbench, replacement);
  await bench.settle();
  expect(urls()).toEqual({ here: "old", one: "old", two: "old", Mine: "old", Other: "old" });
  expect(bench.notices).toEqual(["Taken back in 5 drafts."]);
  expect(bench.session.replaced).toBeUndefined();
  bench.dispose();
});

test("what was changed since stays as it is, and that is said", async () => {
  const { bench, workbench, drafts, replacement, urls } = await setUp();
  await drafts
    .get("two")
    ?.attach()
    .apply(1, { id: "theirs", label: "Theirs", operations: setUrl("b", "newer") });
  await editOwnCode(workbench, { file: "Other", change: () => "newer" });
  perform(workbench, "Something else", setUrl("a", "newer"));
  await undoReplacement(workbench, replacement);
  await bench.settle();
  expect(urls()).toEqual({ here: "newer", one: "old", two: "newer", Mine: "old", Other: "newer" });
  expect(bench.notices).toEqual([
    "Not taken back in app: It was changed since.",
    "Not taken back in TWO: It was changed since.",
    "Not taken back in Other: It was changed since.",
    "Taken back in 2 drafts.",
  ]);
  bench.dispose();
});

test("what was undone here already is left alone, another gesture too", async () => {
  const undone = await setUp();
  await undone.bench.run("edit.undo");
  await undoReplacement(undone.workbench, undone.replacement);
  await undone.bench.settle();
  expect([undone.urls().here, undone.bench.notices]).toEqual(["old", ["Taken back in 5 drafts."]]);
  undone.bench.dispose();

  const pinned = await setUp();
  perform(pinned.workbench, "Pin", [{ op: "setPin", step: "id-a", value: 1 }]);
  await undoReplacement(pinned.workbench, pinned.replacement);
  await pinned.bench.settle();
  expect([pinned.urls().here, pinned.bench.draft.state.pins]).toEqual(["new", { "id-a": 1 }]);
  pinned.bench.dispose();
});

import { expect, test } from "vitest";
import { listEntries } from "../../../core/model/readApplication.ts";
import type { Flow } from "../../../renderer/state/flow/Flow.ts";
import type { DraftPort } from "../../../renderer/state/ports/DraftPort.ts";
import { editElsewhere, readEverywhere, replaceTexts } from "../../../renderer/state/refactor/everywhere.ts";
import { type FoundText, findTexts, parseSearch } from "../../../renderer/state/refactor/findTexts.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";
import { MemoryClasses } from "../support/MemoryClasses.ts";
import { MemoryDraft } from "../support/MemoryDraft.ts";

const log = buildManifest({ file: "Log" });
const mine = buildManifest({ file: "Mine" });
/** Of a folder of files: it can be read and not be changed. */
const filed = buildManifest({ file: "Filed" });
const classes = {
  classes: [mine, filed, { ...log, syncpack: "base" }],
  broken: [],
  packNames: new Map(),
  findKeptProblem: () => undefined,
  versionOf: () => undefined,
  manifests: lookupOf(log, mine),
};
const search = (flow: Flow, query: string): FoundText[] =>
  findTexts({ flow, search: parseSearch(query), lookOf: () => "idle", isChanged: () => false });

function setUp() {
  const drafts = new Map([
    ["one", new MemoryDraft(buildEditState({ Ask: { url: "http://old/a" }, "Tell old": { message: "old, Old" } }))],
    ["two", new MemoryDraft(buildEditState({ Ask: { url: "http://new" } }))],
  ]);
  const port = new MemoryClasses(async () => [mine]);
  port.own.set("Mine", { versions: ['fetch("http://old");\n'], draft: undefined });
  const openDraft = (name: string): DraftPort => {
    const draft = drafts.get(name);
    if (draft === undefined) throw new Error("It is gone.");
    return draft.attach();
  };
  return { drafts, port, openDraft };
}

test("every application and the code of one's own classes is read, and what cannot be is named", async () => {
  const { port, openDraft } = setUp();
  const applications = ["one", "gone", "two"].map((name) => ({
    name,
    friendlyName: name === "one" ? "The first" : "",
  }));
  const found = await readEverywhere({ applications, openDraft, classes, port });
  expect(found.applications.map(({ name, title, flow }) => [name, title, search(flow, "old").length])).toEqual([
    ["one", "The first", 3],
    ["two", "two", 0],
  ]);
  expect([found.classes, found.unread]).toEqual([[{ file: "Mine", code: 'fetch("http://old");\n' }], ["gone"]]);
});

test("chosen texts of an application that is not on screen are replaced as one gesture, whoever edits it meanwhile", async () => {
  const { drafts, openDraft } = setUp();
  const draft = drafts.get("one");
  const other = draft?.attach();
  let tries = 0;
  const done = await editElsewhere(openDraft("one"), {
    label: "Replace text",
    createId: () => `gesture-${tries}`,
    classes,
    plan(flow) {
      tries += 1;
      // Another window is faster, once.
      if (tries === 1)
        void other?.apply(0, {
          id: "theirs",
          label: "Theirs",
          operations: [{ op: "setParameter", step: "id-Ask", path: ["more"], value: "old" }],
        });
      return replaceTexts(search(flow, "old"), { from: "old", to: "new" });
    },
  });
  expect([done, tries]).toEqual([{ seq: 2 }, 2]);
  expect(draft && listEntries(draft.state.document)).toMatchObject([
    { name: "Ask", url: "http://new/a", more: "new" },
    { name: "Tell new", message: "new, new" },
  ]);
  expect(draft?.updates.map(({ gesture }) => gesture)).toEqual(["theirs", "gesture-2"]);
});

test("what the draft refuses is told, and nothing to do is no gesture", async () => {
  const { drafts, openDraft } = setUp();
  const edit = { label: "Replace text", createId: () => "g", classes };
  const refused = await editElsewhere(openDraft("one"), {
    ...edit,
    plan: () => [{ op: "renameStep", step: "id-Ask", name: "Tell old" }],
  });
  expect(refused).toEqual({ reason: expect.any(String) });
  expect(await editElsewhere(openDraft("two"), { ...edit, plan: () => [] })).toEqual({});
  expect([...drafts.values()].map(({ updates }) => updates.length)).toEqual([0, 0]);
});

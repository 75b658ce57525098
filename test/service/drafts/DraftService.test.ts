import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../core/base/json.ts";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import type { Gesture } from "../../../core/service/drafts/Draft.ts";
import type { NumberedDocumentEvent } from "../../../core/service/events/DocumentEvents.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { addApplication, openTestHost } from "../openTestHost.ts";
import { shareHost } from "../shareHost.ts";
import { ann, ann2, bob, codeOf, DraftBench, idOf, script } from "./DraftBench.ts";

const shared = shareHost();

async function prepare() {
  const flow = await DraftBench.publish(shared.host);
  return { flow, drafts: flow.drafts, name: flow.name };
}

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isSluiceError(error)) throw error ?? new Error("It was not refused.");
  return error;
}

describe("editing", () => {
  test("begins at what is published, belongs to one user and changes nothing published", async () => {
    const { flow, drafts, name } = await prepare();
    const start = await flow.get(ann);
    expect(start).toMatchObject({ seq: 0, base: 1, published: 1, history: { changes: 0 } });
    expect(await flow.setCode(ann, "one", "return 1;")).toMatchObject({
      outcome: "applied",
      seq: 1,
      updates: [{ seq: 1, client: "window 1", operations: [{ op: "setParameter" }] }],
      history: { undo: "setParameter", redo: undefined, changes: 1 },
    });
    expect(codeOf(await flow.get(ann2), "one")).toBe("return 1;");
    expect(codeOf(await flow.get(bob), "one")).toBe("return 0;");
    expect((await drafts.getVersion(name, ann, "published")).document).toEqual(start.state.document);
    expect(await flow.hasDraft()).toBe(true);
  });

  test("answers a window that is behind with what the others did, and does nothing", async () => {
    const { flow, drafts, name } = await prepare();
    await flow.setCode(ann, "one", "a");
    await flow.setCode(ann2, "two", "b");
    const gesture = {
      id: "late",
      label: "late",
      operations: [{ op: "setApplicationKey" as const, key: "k", value: 1 }],
    };
    const reply = await drafts.apply(name, ann, { seq: 1, gesture });
    expect(reply).toMatchObject({ outcome: "behind", seq: 2, updates: [{ seq: 2, client: "window 2" }] });
    expect((await flow.get(ann)).state.document).not.toHaveProperty("k");
  });

  test("applies a gesture that is sent again once, an undo too", async () => {
    const { drafts, name } = await prepare();
    const variable = { op: "addVariable" as const, variable: { name: "v" } };
    const request = { seq: 0, gesture: { id: "same", label: "add", operations: [variable] } };
    expect(await drafts.apply(name, ann, request)).toMatchObject({ outcome: "applied", seq: 1 });
    expect(await drafts.apply(name, ann, request)).toMatchObject({
      outcome: "applied",
      seq: 1,
      updates: [{ seq: 1 }],
    });
    const undo = { seq: 1, kind: "undo" as const, gesture: "undo it" };
    expect(await drafts.revert(name, ann, undo)).toMatchObject({ outcome: "applied", seq: 2 });
    expect(await drafts.revert(name, ann, undo)).toMatchObject({ outcome: "applied", seq: 2 });
  });

  test("refuses a gesture as a whole when one of its operations does not fit, with the reason", async () => {
    const { flow } = await prepare();
    const before = await flow.get(ann);
    const reply = await flow.edit(
      ann,
      { op: "addVariable", variable: { name: "v" } },
      { op: "removeStep", step: "nothing" },
    );
    expect(reply).toMatchObject({ outcome: "refused", reason: "The step no longer exists.", seq: 0, updates: [] });
    expect(await flow.get(ann)).toEqual(before);
  });

  test("journals a rename as what it did, so that no window needs to know the classes", async () => {
    const { flow } = await prepare();
    const step = idOf(await flow.get(ann), "two");
    const { updates } = await flow.edit(ann, { op: "renameStep", step, name: "last" });
    expect(updates[0]?.operations).toMatchObject([{ op: "patch" }]);
    const { state } = await flow.get(ann);
    expect(state.document.steps).toMatchObject([{ name: "one", output_to: ["last"] }, { name: "last" }]);
  });

  test("of an application that is not there names the nearest", async () => {
    const { drafts, name } = await prepare();
    expect((await refusal(drafts.get(`${name}9`, ann))).message).toContain(`Did you mean "${name}"?`);
  });
});

describe("undo", () => {
  test("takes back the gestures of its own window only, and redo does them again", async () => {
    const { flow } = await prepare();
    await flow.setCode(ann, "one", "mine");
    await flow.setCode(ann2, "two", "other");
    expect(await flow.revert(ann, "undo")).toMatchObject({ outcome: "applied", history: { redo: "setParameter" } });
    const after = await flow.get(ann);
    expect([codeOf(after, "one"), codeOf(after, "two")]).toEqual(["return 0;", "other"]);
    expect(await flow.revert(ann, "undo")).toMatchObject({
      outcome: "refused",
      reason: "There is nothing to undo in this window.",
    });
    await flow.revert(ann, "redo");
    expect(codeOf(await flow.get(ann), "one")).toBe("mine");
  });

  test("takes back what went on with a gesture together with it, also after a new start", async () => {
    const dataFolder = join(tempFolder(), "data");
    const first = await openTestHost({ dataFolder });
    const flow = await DraftBench.publish(first);
    const step = idOf(await flow.get(ann), "one");
    const type = (id: string, value: string | undefined, continues?: string) => {
      const operations = [{ op: "setParameter" as const, step, path: ["code"], value }];
      return flow.gesture(ann, { id, label: "Change code", operations, continues });
    };
    const before = await flow.get(ann);
    await type("a", "r");
    // In between another window works elsewhere.
    await flow.setCode(ann2, "two", "b");
    await type("b", undefined, "a");
    await type("c", "ret", "b");
    expect(await type("d", "return", "c")).toMatchObject({ history: { undo: "Change code", changes: 2 } });
    await first.close();

    const again = new DraftBench(await openTestHost({ dataFolder }), flow.name);
    expect(await again.revert(ann, "undo")).toMatchObject({ outcome: "applied", history: { undo: undefined } });
    await again.revert(ann2, "undo");
    expect(JSON.stringify((await again.get(ann)).state)).toBe(JSON.stringify(before.state));
    await again.revert(ann, "redo");
    expect(codeOf(await again.get(ann), "one")).toBe("return");
    await again.host.close();
  });

  test("ends a gesture: what comes after an undo goes on with nothing", async () => {
    const { flow } = await prepare();
    const step = idOf(await flow.get(ann), "one");
    const operations = [{ op: "setParameter" as const, step, path: ["code"], value: "1" }];
    await flow.gesture(ann, { id: `${flow.name} a`, label: "a", operations });
    await flow.revert(ann, "undo");
    const gesture = { id: `${flow.name} b`, label: "b", operations, continues: `${flow.name} a` };
    expect(await flow.gesture(ann, gesture)).toMatchObject({ history: { undo: "b", redo: undefined, changes: 1 } });
    await flow.revert(ann, "undo");
    expect(codeOf(await flow.get(ann), "one")).toBe("return 0;");
  });

  test("says why it no longer applies", async () => {
    const { flow } = await prepare();
    await flow.setCode(ann, "one", "mine");
    await flow.setCode(ann2, "one", "theirs");
    const reply = await flow.revert(ann, "undo");
    expect(reply).toMatchObject({ outcome: "refused", reason: '"code" of the step was changed since.' });
  });

  test("of everything leaves no draft", async () => {
    const { flow } = await prepare();
    await flow.setCode(ann, "one", "mine");
    expect(await flow.revert(ann, "undo")).toMatchObject({ history: { changes: 0 } });
    expect(await flow.hasDraft()).toBe(false);
    expect((await flow.get(ann)).seq).toBe(2);
  });

  test("passes over what was stored silently", async () => {
    const { flow, drafts, name } = await prepare();
    const { seq, state } = await flow.get(ann);
    const positions = state.stepIds.map((step, index) => ({ step, x: index, y: 0 }));
    const operations = [{ op: "moveSteps" as const, positions }];
    const gesture = { id: "layout", label: "Layout", operations, silent: true };
    const reply = await drafts.apply(name, ann, { seq, gesture });
    expect(reply).toMatchObject({ outcome: "applied", history: { undo: undefined } });
    expect(await flow.revert(ann, "undo")).toMatchObject({ outcome: "refused" });
  });

  test("of another document works after a window laid it out, also after a new start and again and again", async () => {
    const dataFolder = join(tempFolder(), "data");
    const first = await openTestHost({ dataFolder });
    const flow = await DraftBench.publish(first);
    const before = await flow.get(ann);
    const document = { name: flow.name, app_variables: [], steps: [script("two"), { name: "new", file: "Log" }] };
    await flow.drafts.replace(flow.name, ann, { document, label: "Edit as JSON" });
    const positions = (await flow.get(ann)).state.stepIds.map((step, index) => ({ step, x: index, y: 0 }));
    const layout = (id: string): Gesture => ({
      id: `${flow.name} ${id}`,
      label: "Layout",
      operations: [{ op: "moveSteps", positions }],
      silent: true,
    });
    // The window that laid it out is another one.
    await flow.gesture(ann2, layout("layout"));
    const laidOut = await flow.get(ann);
    await first.close();

    const again = new DraftBench(await openTestHost({ dataFolder }), flow.name);
    for (let count = 0; count < 3; count += 1) {
      expect(await again.revert(ann, "undo")).toMatchObject({ outcome: "applied", history: { changes: 0 } });
      expect((await again.get(ann)).state).toEqual(before.state);
      expect(await again.revert(ann, "redo")).toMatchObject({ outcome: "applied", history: { undo: "Edit as JSON" } });
      expect((await again.get(ann)).state).toEqual(laidOut.state);
    }
    await again.host.close();
  });

  test("goes on across publishing and a new start of the program", async () => {
    const dataFolder = join(tempFolder(), "data");
    const first = await openTestHost({ dataFolder });
    const flow = await DraftBench.publish(first);
    for (const code of ["1", "2"]) await flow.setCode(ann, "one", code);
    expect(await flow.drafts.publish(flow.name, ann, { comment: "two" })).toMatchObject({ revision: 2 });
    expect((await flow.get(ann)).history).toEqual({ undo: "setParameter", redo: undefined, changes: 0 });
    await flow.revert(ann, "undo");
    const before = await flow.get(ann);
    expect(before).toMatchObject({ base: 2, published: 2, history: { redo: "setParameter", changes: 1 } });
    await first.close();

    const again = new DraftBench(await openTestHost({ dataFolder }), flow.name);
    expect(await again.get(ann)).toEqual(before);
    await again.revert(ann, "undo");
    expect(codeOf(await again.get(ann), "one")).toBe("return 0;");
    await again.revert(ann, "redo");
    await again.revert(ann, "redo");
    expect(await again.get(ann)).toMatchObject({ seq: 7, history: { changes: 0 } });
  });
});

describe("pins", () => {
  test("are undone like edits, are no change of the document, and are there after publishing and a new start", async () => {
    const dataFolder = join(tempFolder(), "data");
    const first = await openTestHost({ dataFolder });
    const flow = await DraftBench.publish(first);
    const one = idOf(await flow.get(ann), "one");
    const pin = (value?: JsonValue) => flow.edit(ann, { op: "setPin", step: one, value });
    await pin([1]);
    expect(await flow.get(ann)).toMatchObject({
      state: { pins: { [one]: [1] } },
      history: { undo: "setPin", changes: 0 },
    });
    expect(await flow.hasDraft()).toBe(false);
    await pin([2]);
    await flow.revert(ann, "undo");
    expect((await flow.get(ann)).state.pins).toEqual({ [one]: [1] });
    expect((await flow.get(bob)).state.pins).toBeUndefined();
    await flow.setCode(ann, "two", "return 2;");
    await flow.drafts.publish(flow.name, ann);
    // Somebody else publishes: the draft follows, the pin stays.
    await flow.setCode(bob, "two", "return 3;");
    await flow.drafts.publish(flow.name, bob);
    const before = await flow.get(ann);
    expect([codeOf(before, "two"), before.state.pins]).toEqual(["return 3;", { [one]: [1] }]);
    await first.close();

    const again = new DraftBench(await openTestHost({ dataFolder }), flow.name);
    expect(await again.get(ann)).toEqual(before);
    await again.edit(ann, { op: "setPin", step: one });
    expect((await again.get(ann)).state.pins).toBeUndefined();
  });
});

describe("publishing", () => {
  test("makes a revision with author and comment, and leaves no draft", async () => {
    const { flow, drafts, name } = await prepare();
    await flow.setCode(ann, "one", "return 1;");
    const done = await drafts.publish(name, ann, { comment: "because" });
    expect(done).toMatchObject({ revision: 2, result: "published" });
    expect(drafts.listRevisions(name, { limit: 10 })).toMatchObject([
      { revision: 2, author: "ann", comment: "because", steps: 2 },
      { revision: 1, author: "local" },
    ]);
    expect(await drafts.publish(name, ann)).toMatchObject({ revision: 2, result: "unchanged" });
    expect(await flow.hasDraft()).toBe(false);
    expect(codeOf(await flow.get(bob), "one")).toBe("return 1;");
  });

  test("with errors keeps the draft and names all problems", async () => {
    const { flow, drafts, name } = await prepare();
    const [one, two] = (await flow.get(ann)).state.stepIds;
    await flow.edit(ann, { op: "setBase", step: one ?? "", key: "file", value: "Nowhere" });
    await flow.edit(ann, { op: "connect", kind: "output", from: two ?? "", to: one ?? "" });
    const error = await refusal(drafts.publish(name, ann));
    expect(error.code).toBe("invalid_document");
    expect(error.details.problems).toMatchObject([{ code: "cycle" }, { code: "unknown_step_class" }]);
    expect(await drafts.problems(name, ann)).toEqual(error.details.problems);
    expect((await flow.get(ann)).history.changes).toBe(2);
    expect(drafts.listRevisions(name, { limit: 10 })).toHaveLength(1);
  });

  test("is refused when somebody else was faster, until the draft is merged", async () => {
    const { flow, drafts, name } = await prepare();
    await flow.setCode(ann, "one", "mine");
    await flow.setCode(bob, "one", "theirs");
    await flow.setCode(bob, "two", "theirs too");
    await drafts.publish(name, bob);
    const error = await refusal(drafts.publish(name, ann));
    expect(error).toMatchObject({ code: "merge_needed", details: { base: 1, published: 2, conflicts: 1 } });
    const preview = await drafts.previewMerge(name, ann);
    expect(preview.conflicts).toMatchObject([{ name: "one", path: ["code"], theirs: "theirs", mine: "mine" }]);
    expect(preview.diff.logic).toMatchObject([{ name: "two", to: "theirs too" }]);
    expect((await flow.get(ann)).base).toBe(1);
    await drafts.merge(name, ann, { [preview.conflicts[0]?.id ?? ""]: "theirs" });
    const merged = await flow.get(ann);
    expect([codeOf(merged, "one"), codeOf(merged, "two")]).toEqual(["theirs", "theirs too"]);
    expect(merged).toMatchObject({ base: 2, history: { undo: "Merge revision 2", changes: 0 } });
    await flow.revert(ann, "undo");
    expect(await flow.get(ann)).toMatchObject({ base: 1 });
    expect((await refusal(drafts.publish(name, ann))).code).toBe("merge_needed");
    await drafts.merge(name, ann);
    expect(await drafts.publish(name, ann)).toMatchObject({ revision: 3 });
    expect(codeOf(await flow.get(bob), "one")).toBe("mine");
  });

  test("goes on by itself when somebody else only moved cards", async () => {
    const { flow, drafts, name } = await prepare();
    const [step = ""] = (await flow.get(bob)).state.stepIds;
    await flow.setCode(ann, "one", "mine");
    await flow.edit(bob, { op: "moveSteps", positions: [{ step, x: 70, y: 7 }] });
    await drafts.publish(name, bob);
    expect(await drafts.publish(name, ann)).toMatchObject({ revision: 3 });
    const { document } = (await flow.get(ann)).state;
    expect(document.layout).toMatchObject({ steps: [{ id: step, x: 70 }] });
    expect(document.steps).toMatchObject([{ code: "mine" }, {}]);
  });

  test("lets those without a draft follow, and their windows hear of it in order", async () => {
    const { flow, drafts, name } = await prepare();
    await flow.setCode(ann, "one", "a");
    await flow.revert(ann, "undo");
    await flow.setCode(bob, "one", "b");
    await drafts.publish(name, bob);
    const { seq, base, state } = await flow.get(ann);
    expect({ seq, base }).toEqual({ seq: 3, base: 2 });
    const { updates } = await drafts.updatesAfter(name, ann, 2);
    expect(updates).toMatchObject([{ seq: 3, operations: [{ op: "replaceDocument", document: state.document }] }]);
    expect(await flow.revert(ann, "redo")).toMatchObject({ outcome: "refused" });
  });

  test("of a document that calls itself otherwise says what to do", async () => {
    const { flow, drafts, name } = await prepare();
    await flow.edit(ann, { op: "setApplicationKey", key: "name", value: "other" });
    expect((await refusal(drafts.publish(name, ann))).message).toContain('calls itself "other"');
  });
});

describe("one gesture each", () => {
  test("discarding, restoring and another document can be undone, and steps keep their ids", async () => {
    const { flow, drafts, name } = await prepare();
    const ids = (await flow.get(ann)).state.stepIds;
    await flow.setCode(ann, "one", "second");
    await drafts.publish(name, ann);
    await drafts.restore(name, ann, 1);
    expect(codeOf(await flow.get(ann), "one")).toBe("return 0;");
    await drafts.discard(name, ann);
    expect(await flow.get(ann)).toMatchObject({ history: { undo: "Discard draft", changes: 0 } });
    const document = { name, app_variables: [], steps: [script("two"), script("new"), script("one")] };
    const { state } = await drafts.replace(name, ann, { document, label: "Edit as JSON" });
    expect(state.stepIds).toEqual([ids[1], expect.any(String), ids[0]]);
    const renamed = { name, app_variables: [], steps: [script("two"), script("other"), script("first")] };
    expect((await drafts.replace(name, ann, { document: renamed, label: "Edit as JSON" })).state.stepIds).toEqual(
      state.stepIds,
    );
    for (const _ of [1, 2, 3, 4]) await flow.revert(ann, "undo");
    expect(await flow.get(ann)).toMatchObject({ history: { changes: 0, redo: "Restore revision 1" } });
    expect((await flow.get(ann)).state.stepIds).toEqual(ids);
    expect((await refusal(drafts.restore(name, ann, 9))).message).toContain("no revision 9");
  });

  test("an import over an application keeps the ids of its steps and is seen by its windows", async () => {
    const { flow, name } = await prepare();
    const local = { user: "local", client: "w" };
    const before = await flow.get(local);
    const document = { name, app_variables: [], steps: [script("two"), { name: "wrong", file: "Nowhere" }] };
    const text = JSON.stringify(document);
    await shared.host.services.applications.import(text, { fileName: "flow.json", overwrite: true });
    const after = await flow.get(local);
    // One step came and one went.
    expect(after).toMatchObject({ seq: 1, history: { changes: 2 } });
    expect(idOf(after, "two")).toBe(idOf(before, "two"));
  });
});

test("a blank application is called Untitled and the first free number, and is a draft only", async () => {
  const { drafts } = await prepare();
  const [first, second] = await Promise.all([drafts.create(ann), drafts.create(bob)]);
  expect([first.application, second.application]).toEqual(["Untitled-1", "Untitled-2"]);
  expect(first.state.document).toEqual({
    name: "Untitled-1",
    friendly_name: "Untitled 1",
    app_variables: [],
    steps: [],
  });
  expect(await drafts.get("Untitled-1", ann)).toMatchObject({ published: 0, history: { undo: undefined } });
  expect((await refusal(drafts.get("Untitled-1", bob))).code).toBe("not_found");
  expect((await refusal(drafts.publish("Untitled-1", ann))).details.problems).toMatchObject([{ code: "no_steps" }]);
  expect((await refusal(drafts.discard("Untitled-1", ann))).message).toContain("never published");
});

test("versions are compared: revisions, what is published and the draft", async () => {
  const { flow, drafts, name } = await prepare();
  await flow.setCode(ann, "one", "2");
  await drafts.publish(name, ann);
  await flow.setCode(ann, "one", "3");
  const change = async (from: "draft" | "published" | number, to: "draft" | "published" | number) => {
    const { logic } = await drafts.diff(name, ann, { from, to });
    return logic.map((item) => [item.from, item.to]);
  };
  expect(await change(1, "draft")).toEqual([["return 0;", "3"]]);
  expect(await change("published", "draft")).toEqual([["2", "3"]]);
  expect(await change(2, "published")).toEqual([]);
});

test("what happens to documents is told in order, after it is stored", async () => {
  const { flow, drafts, name } = await prepare();
  const { events, configurations, applications } = shared.host.services;
  const told: NumberedDocumentEvent[] = [];
  const unsubscribe = events.subscribe((event) => void told.push(event));
  await flow.setCode(ann, "one", "1");
  await drafts.publish(name, ann);
  await configurations.set("prod", { variable: "v", value: 1, secret: false });
  await applications.delete(name);
  unsubscribe();
  const [first = 0] = told.map((event) => event.number);
  expect(told).toEqual([
    { number: first, type: "draft.changed", application: name, user: "ann", seq: 1, client: "window 1" },
    { number: first + 1, type: "application.published", application: name, revision: 2, author: "ann" },
    { number: first + 2, type: "draft.changed", application: name, user: "ann", seq: 2, client: "window 1" },
    { number: first + 3, type: "configuration.changed", configuration: "prod" },
    { number: first + 4, type: "application.deleted", application: name },
  ]);
});

test("an application that is deleted and made again has nothing of the old draft", async () => {
  const { flow, name } = await prepare();
  await flow.setCode(ann, "one", "old");
  await shared.host.services.applications.delete(name);
  expect((await refusal(flow.get(ann))).code).toBe("not_found");
  await addApplication(shared.host, { name, app_variables: [], steps: [script("fresh")] });
  expect(await flow.get(ann)).toMatchObject({ seq: 0, history: { undo: undefined, changes: 0 } });
});

import { describe, expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import type { ApplicationDocument } from "../../core/model/ApplicationDocument.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { buildRun, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

const deletion = { id: "deleted", deletedBy: "ann" };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function buildApplication(steps: string[], more: ApplicationDocument = {}): ApplicationDocument {
  return { name: "flow", friendly_name: "My flow", ...more, steps: steps.map((name) => ({ name, file: "Log" })) };
}

function change(document: ApplicationDocument) {
  return { document, author: "ann", comment: "why" };
}

describe("publishing", () => {
  test("adds a revision each time and keeps the earlier ones", async () => {
    const clock = new FakeClock(start);
    const { applications } = await openTestStore({ clock });
    await applications.publish("flow", change(buildApplication(["a"])));
    clock.advance(5);
    const second = await applications.publish("flow", change(buildApplication(["a", "b"])));
    expect(second).toMatchObject({ revision: 2, author: "ann", comment: "why", createdAt: start + 5 });
    expect(applications.findPublished("flow")).toEqual(second);
    expect(applications.findRevision("flow", 1)?.document).toEqual(buildApplication(["a"]));
    expect(applications.findRevision("flow", 3)).toBeUndefined();
    expect(applications.findPublished("other")).toBeUndefined();
  });

  test("keeps the id of a step of the same name and gives new ones to new steps", async () => {
    const { applications } = await openTestStore();
    const first = await applications.publish("flow", change(buildApplication(["a", "b"])));
    const second = await applications.publish("flow", change(buildApplication(["b", "c"])));
    expect(first.stepIds.a).toMatch(uuid);
    expect(second.stepIds.b).toBe(first.stepIds.b);
    expect(second.stepIds.c).toMatch(uuid);
    expect(new Set([...Object.values(first.stepIds), ...Object.values(second.stepIds)]).size).toBe(3);
  });

  test("keeps the id of a renamed step when the layout or the caller carries it", async () => {
    const { applications } = await openTestStore();
    const { stepIds } = await applications.publish("flow", change(buildApplication(["a", "b"])));
    const layout = { version: 1, steps: [{ id: stepIds.a ?? "", step: "renamed", x: 0, y: 0 }] };
    const renamed = await applications.publish("flow", change(buildApplication(["renamed", "b"], { layout })));
    expect(renamed.stepIds).toEqual({ renamed: stepIds.a, b: stepIds.b });
    const told = await applications.publish("flow", {
      ...change(buildApplication(["again", "b"])),
      stepIds: { again: stepIds.a ?? "" },
    });
    expect(told.stepIds).toEqual({ again: stepIds.a, b: stepIds.b });
  });

  test("takes ids from an imported layout unless another application has them", async () => {
    const { applications } = await openTestStore();
    const layout = { version: 1, steps: [{ id: "0190b0aa-1111-7000-8000-000000000001", step: "a", x: 0, y: 0 }] };
    const first = await applications.publish("flow", change(buildApplication(["a"], { layout })));
    const copy = await applications.publish("copy", change(buildApplication(["a"], { layout })));
    expect(first.stepIds.a).toBe("0190b0aa-1111-7000-8000-000000000001");
    expect(copy.stepIds.a).not.toBe(first.stepIds.a);
  });

  test("stores a document unchanged: order of keys, unknown keys, __proto__", async () => {
    const { applications } = await openTestStore();
    const text =
      '{"zeta":1,"__proto__":{"x":null},"steps":[{"file":"Log","name":"__proto__","z":0,"a":1e-7}],"name":"flow"}';
    const { stepIds } = await applications.publish("flow", change(JSON.parse(text)));
    expect(JSON.stringify(applications.findPublished("flow")?.document)).toBe(text);
    expect(Object.keys(stepIds)).toEqual(["__proto__"]);
    expect(applications.findPublished("flow")?.stepIds).toEqual(stepIds);
  });

  test("stores whatever has steps of no name or twice the same name", async () => {
    const { applications } = await openTestStore();
    const document = { name: "flow", steps: [{ file: "Log" }, { name: "a" }, { name: "a" }, 5, null] };
    const { stepIds } = await applications.publish("flow", change(document));
    expect(Object.keys(stepIds)).toEqual(["a"]);
    expect(applications.findPublished("flow")?.document).toEqual(document);
  });

  test("at the same time gives each a revision of its own", async () => {
    const { applications } = await openTestStore();
    const all = ["a", "b", "c"].map((step) => applications.publish("flow", change(buildApplication([step]))));
    expect((await Promise.all(all)).map(({ revision }) => revision)).toEqual([1, 2, 3]);
  });
});

describe("drafts", () => {
  test("belong to one user and stand beside what is published", async () => {
    const { applications } = await openTestStore();
    const { stepIds } = await applications.publish("flow", change(buildApplication(["a"])));
    const draft = await applications.saveDraft("flow", { document: buildApplication(["a", "b"]), user: "ann" });
    expect(draft).toMatchObject({ revision: 1, stepIds: { a: stepIds.a } });
    expect(applications.findDraft("flow", "ann")).toEqual(draft);
    expect(applications.findDraft("flow", "bob")).toBeUndefined();
    expect(applications.findPublished("flow")?.document).toEqual(buildApplication(["a"]));
    const later = await applications.saveDraft("flow", { document: buildApplication(["b"]), user: "ann" });
    expect(later.stepIds.b).toBe(draft.stepIds.b);
  });

  test("of whichever user, the newest is found", async () => {
    const clock = new FakeClock(start);
    const { applications } = await openTestStore({ clock });
    await applications.saveDraft("flow", { document: buildApplication(["a"]), user: "bob" });
    clock.advance(1);
    const newest = await applications.saveDraft("flow", { document: buildApplication(["b"]), user: "ann" });
    expect(applications.findNewestDraft("flow")).toEqual(newest);
    expect(applications.findNewestDraft("other")).toBeUndefined();
  });

  test("go when they are published and stay when something else is", async () => {
    const { applications } = await openTestStore();
    const document = buildApplication(["a"]);
    const draft = await applications.saveDraft("flow", { document, user: "ann" });
    await applications.publish("flow", change(buildApplication(["other"])));
    expect(applications.findDraft("flow", "ann")).toEqual(draft);
    const published = await applications.publish("flow", change(document));
    expect(applications.findDraft("flow", "ann")).toBeUndefined();
    expect(published.stepIds).toEqual(draft.stepIds);
  });
});

test("the list tells name, revision, draft, steps and time", async () => {
  const { applications } = await openTestStore({ clock: new FakeClock(start) });
  await applications.publish("b", change(buildApplication(["a", "b"], { configuration: "prod" })));
  await applications.saveDraft("a", { document: buildApplication(["a"], { friendly_name: "Draft" }), user: "ann" });
  await applications.saveDraft("b", { document: buildApplication(["a"]), user: "ann" });
  await applications.saveDraft("b", { document: buildApplication(["a"], { configuration: "x" }), user: "bob" });
  expect(applications.list()).toEqual([
    { name: "a", friendlyName: "Draft", revision: 0, hasDraft: true, steps: 1, configuration: "", updatedAt: start },
    {
      name: "b",
      friendlyName: "My flow",
      revision: 1,
      hasDraft: true,
      steps: 2,
      configuration: "prod",
      updatedAt: start,
    },
  ]);
});

test("deleting takes revisions and drafts along, and purging the samples", async () => {
  const { applications, runs, samples, trash } = await openTestStore();
  const { stepIds } = await applications.publish("flow", change(buildApplication(["first"])));
  await sampleOf(runs, stepIds);
  expect(samples.find(stepIds.first ?? "")).toBeDefined();
  expect(await applications.delete("flow", deletion)).toBe(true);
  expect(await applications.delete("flow", { ...deletion, id: "again" })).toBe(false);
  expect(applications.list()).toEqual([]);
  expect(applications.findRevision("flow", 1)).toBeUndefined();
  const [entry, ...others] = trash.list();
  expect([entry?.name, others]).toEqual(["flow", []]);
  if (entry !== undefined) await trash.purge(entry);
  expect(samples.find(stepIds.first ?? "")).toBeUndefined();
});

test("the sample of a step goes when the step is in no draft and not published any more", async () => {
  const { applications, runs, samples } = await openTestStore();
  const { stepIds } = await applications.publish("flow", change(buildApplication(["first"])));
  await sampleOf(runs, stepIds);
  await applications.saveDraft("flow", { document: buildApplication(["first", "x"]), user: "bob" });
  await applications.publish("flow", change(buildApplication(["other"])));
  expect(samples.find(stepIds.first ?? "")).toMatchObject({ json: "1", count: undefined, schema: {} });
  await applications.saveDraft("flow", { document: buildApplication(["x"]), user: "bob" });
  await applications.publish("flow", change(buildApplication(["another"])));
  expect(samples.find(stepIds.first ?? "")).toBeUndefined();
});

async function sampleOf(
  runs: { commit(items: Commit[]): Promise<unknown> },
  stepIds: Record<string, string>,
): Promise<void> {
  const run = buildRun(1, { stepIds });
  const sample = { json: "1", schema: {}, count: undefined, bytes: 1 };
  await runs.commit([run.accepted, { ...run.succeeded(0), sample } as Commit]);
}

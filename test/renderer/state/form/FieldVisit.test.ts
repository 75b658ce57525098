import { expect, test } from "vitest";
import { createDocumentStore } from "../../../../renderer/state/document/createDocumentStore.ts";
import { FieldVisit } from "../../../../renderer/state/form/FieldVisit.ts";
import { FakeClock } from "../../../support/FakeClock.ts";
import { buildEditState } from "../../support/buildEditState.ts";
import { lookupOf } from "../../support/buildManifest.ts";
import { MemoryDraft } from "../../support/MemoryDraft.ts";

async function open() {
  const draft = new MemoryDraft(buildEditState({ a: {} }));
  const clock = new FakeClock();
  let ids = 0;
  const document = createDocumentStore({
    port: draft.attach(),
    manifests: lookupOf(),
    clock,
    createId: () => `gesture-${++ids}`,
    onNotice: () => undefined,
  });
  await document.load();
  const refusals: string[] = [];
  const visit = new FieldVisit({
    document,
    clock,
    label: "Change url",
    toOperations: (value) => [{ op: "setParameter", step: "id-a", path: ["url"], value }],
    onRefusal: (reason) => refusals.push(reason),
  });
  const value = (): unknown => document.store.getState().flow.byId.get("id-a")?.entry.url;
  return { draft, clock, document, visit, refusals, value };
}

test("what is typed is stored while one types, at most 400 ms late", async () => {
  const { clock, visit, value } = await open();
  for (const text of ["h", "ht", "htt", "http"]) {
    visit.type(text);
    clock.advance(150);
  }
  expect(value()).toBe("htt");
  expect(visit.isWaiting).toBe(true);
  visit.end();
  expect(value()).toBe("http");
});

test("one visit is one gesture, the next visit another one", async () => {
  const { clock, document, draft, visit, value } = await open();
  for (const text of ["a", "b"]) {
    visit.type(text);
    clock.advance(400);
  }
  visit.end();
  visit.type("c");
  visit.end();
  await document.settled();
  expect([draft.updates.length, draft.changes]).toEqual([3, 2]);
  document.undo();
  await document.settled();
  expect(value()).toBe("b");
  document.undo();
  await document.settled();
  expect(value()).toBeUndefined();
});

test("leaving a field in which nothing was typed changes nothing", async () => {
  const { draft, document, visit } = await open();
  visit.end();
  await document.settled();
  expect(draft.updates).toEqual([]);
});

test("an edit that does not fit is said", async () => {
  const { document, visit, refusals } = await open();
  document.perform({ label: "Delete", operations: [{ op: "removeStep", step: "id-a" }] });
  visit.type("x");
  visit.end();
  expect(refusals).toEqual(["The step no longer exists."]);
});

test("who waits until all is stored waits for what was typed just now as well", async () => {
  const { document, draft, visit, value } = await open();
  visit.type("http");
  await document.settled();
  expect([value(), draft.updates.length, visit.isWaiting]).toEqual(["http", 1, false]);
  visit.type("https");
  visit.end();
  await document.settled();
  expect([value(), draft.updates.length, document.typed.size]).toEqual(["https", 2, 0]);
});

test("what is typed is heard at once, and waiting for the host does not store it", async () => {
  const { clock, document, draft, visit, value } = await open();
  const heard: unknown[] = [];
  visit.subscribe(() => heard.push(visit.latest(value() as string)));
  visit.type("h");
  visit.type("ht");
  await document.stored();
  expect([heard, value(), draft.updates.length]).toEqual([["h", "ht"], undefined, 0]);
  clock.advance(400);
  await document.stored();
  expect([visit.latest("old"), value(), draft.updates.length]).toEqual(["old", "ht", 1]);
});

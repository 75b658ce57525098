import { expect, test } from "vitest";
import { createRenameMemory } from "../../../renderer/state/refactor/createRenameMemory.ts";
import { createUnfinished, type LeftText, type Unfinished } from "../../../renderer/state/session/createUnfinished.ts";
import { forgetTexts } from "../../../renderer/state/session/forgetTexts.ts";
import { hashJson } from "../../../renderer/state/session/hashJson.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

let time = 0;

function open(storage: MemoryStorage, { user = "ann", application = "a" } = {}): Unfinished {
  const now = (): number => {
    time += 1;
    return time;
  };
  return createUnfinished({ storage, user, application, now });
}

function typed(text: string): LeftText {
  return { text, over: hashJson(undefined) };
}

test("a text is kept for its user, application and place until it is finished", () => {
  const storage = new MemoryStorage();
  const a = open(storage);
  expect(a.read("x")).toBeUndefined();
  a.keep("x", typed("{\n\n"));
  open(storage, { application: "b" }).keep("x", typed("["));
  expect([open(storage).read("x")?.text, open(storage, { application: "b" }).read("x")?.text]).toEqual(["{\n\n", "["]);
  expect(open(storage, { user: "bob" }).read("x")?.text).toBeUndefined();
  a.keep("x", typed(""));
  expect(a.read("x")?.text).toBe("");
  a.keep("x", undefined);
  a.keep("never", undefined);
  expect(a.read("x")).toBeUndefined();
});

test("a key that is typed writes the text of its place alone", () => {
  const storage = new MemoryStorage();
  const a = open(storage);
  a.keep("x", typed("{"));
  a.keep("y", typed("["));
  expect(storage.written).toHaveLength(2);
  expect(new Set(storage.written).size).toBe(2);
});

test("of very many texts, and of long ones, the newest are kept; one that is too long is kept until the application is closed", () => {
  const storage = new MemoryStorage();
  const a = open(storage);
  open(storage, { user: "bob" }).keep("x", typed("{"));
  for (let count = 0; count < 100; count += 1) a.keep(`place ${count}`, typed("{"));
  expect([open(storage, { user: "bob" }).read("x")?.text, a.read("place 0")?.text, storage.length]).toEqual([
    undefined,
    "{",
    100,
  ]);
  for (const place of ["one", "two", "three"]) a.keep(place, typed("x".repeat(150_000)));
  expect([a.read("place 99")?.text, a.read("one")?.text, a.read("two")?.text?.length]).toEqual([
    undefined,
    undefined,
    150_000,
  ]);
  a.keep("two", typed("x".repeat(500_000)));
  expect([a.read("two")?.text.length, open(storage).read("two"), a.read("three")?.text.length]).toEqual([
    500_000,
    undefined,
    150_000,
  ]);
  a.keep("two", undefined);
  expect(a.read("two")).toBeUndefined();
});

test("who logs out leaves neither texts nor code", () => {
  const storage = new MemoryStorage();
  storage.setItem("sluice.views", "{}");
  open(storage).keep("x", typed("{"));
  open(storage, { application: "b" }).keep("x", typed("{"));
  createRenameMemory({ storage, user: "ann", application: "a" }).keep({ kind: "class", from: "Old", to: "New" });
  expect(storage.length).toBe(4);
  forgetTexts(storage);
  expect([storage.length, storage.key(0)]).toEqual([1, "sluice.views"]);
});

test("a text is known with the value that it was typed over", () => {
  const unfinished = open(new MemoryStorage());
  unfinished.keep("x", { text: "{", over: hashJson({ a: 1, b: [{ c: 2, d: 3 }] }) });
  expect(unfinished.read("x")).toEqual({ text: "{", over: hashJson({ b: [{ d: 3, c: 2 }], a: 1 }) });
  expect(new Set([undefined, null, "", 0, [], {}, [1, 2], [2, 1]].map((value) => hashJson(value))).size).toBe(8);
});

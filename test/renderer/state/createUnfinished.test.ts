import { expect, test } from "vitest";
import { createRenameMemory } from "../../../renderer/state/refactor/createRenameMemory.ts";
import { createUnfinished, type Unfinished } from "../../../renderer/state/session/createUnfinished.ts";
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

test("a text is kept for its user, application and place until it is finished", () => {
  const storage = new MemoryStorage();
  const a = open(storage);
  expect(a.read("x", undefined)).toBeUndefined();
  a.keep("x", "{\n\n");
  open(storage, { application: "b" }).keep("x", "[");
  expect([
    open(storage).read("x", undefined)?.text,
    open(storage, { application: "b" }).read("x", undefined)?.text,
  ]).toEqual(["{\n\n", "["]);
  expect(open(storage, { user: "bob" }).read("x", undefined)?.text).toBeUndefined();
  a.keep("x", "");
  expect(a.read("x", undefined)?.text).toBe("");
  a.keep("x", undefined);
  a.keep("never", undefined);
  expect(a.read("x", undefined)).toBeUndefined();
});

test("a key that is typed writes the text of its place alone", () => {
  const storage = new MemoryStorage();
  const a = open(storage);
  a.keep("x", "{");
  a.keep("y", "[");
  expect(storage.written).toHaveLength(2);
  expect(new Set(storage.written).size).toBe(2);
});

test("of very many texts, and of long ones, the newest are kept; one that is too long is not", () => {
  const storage = new MemoryStorage();
  const a = open(storage);
  open(storage, { user: "bob" }).keep("x", "{");
  for (let count = 0; count < 30; count += 1) a.keep(`place ${count}`, "{");
  expect([
    open(storage, { user: "bob" }).read("x", undefined)?.text,
    a.read("place 0", undefined)?.text,
    storage.length,
  ]).toEqual([undefined, "{", 30]);
  for (const place of ["one", "two", "three"]) a.keep(place, "x".repeat(150_000));
  expect([
    a.read("place 29", undefined)?.text,
    a.read("one", undefined)?.text,
    a.read("two", undefined)?.text?.length,
  ]).toEqual([undefined, undefined, 150_000]);
  a.keep("two", "x".repeat(500_000));
  expect([a.read("two", undefined)?.text, a.read("three", undefined)?.text?.length]).toEqual([undefined, 150_000]);
});

test("who logs out leaves neither texts nor code", () => {
  const storage = new MemoryStorage();
  storage.setItem("sluice.views", "{}");
  open(storage).keep("x", "{");
  open(storage, { application: "b" }).keep("x", "{");
  createRenameMemory({ storage, user: "ann", application: "a" }).keep({ kind: "class", from: "Old", to: "New" });
  expect(storage.length).toBe(4);
  forgetTexts(storage);
  expect([storage.length, storage.key(0)]).toEqual([1, "sluice.views"]);
});

test("a text that was typed over another value than the stored one is known to be outdated", () => {
  const unfinished = open(new MemoryStorage());
  unfinished.keep("x", "{", { a: 1, b: [{ c: 2, d: 3 }] });
  expect(unfinished.read("x", { b: [{ d: 3, c: 2 }], a: 1 })).toEqual({ text: "{", isOutdated: false });
  expect(unfinished.read("x", { a: 2, b: [{ c: 2, d: 3 }] })).toEqual({ text: "{", isOutdated: true });
  expect(unfinished.read("x", undefined)?.isOutdated).toBe(true);
  unfinished.keep("y", "{");
  expect([unfinished.read("y", undefined)?.isOutdated, unfinished.read("y", 0)?.isOutdated]).toEqual([false, true]);
  expect(new Set([undefined, null, "", 0, [], {}, [1, 2], [2, 1]].map((value) => hashJson(value))).size).toBe(8);
});

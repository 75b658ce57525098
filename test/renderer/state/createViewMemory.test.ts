import { expect, test } from "vitest";
import { createViewMemory } from "../../../renderer/state/session/createViewMemory.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

test("each application is looked at where it was last; of very many those that were looked at last", () => {
  const storage = new MemoryStorage();
  const of = (name: string) => createViewMemory(storage, name);
  expect(of("a").read()).toBeUndefined();
  of("a").keep({ x: 10, y: -5.5, zoom: 0.5 });
  of("__proto__").keep({ x: 1, y: 2, zoom: 1 });
  expect([of("a").read(), of("__proto__").read()]).toEqual([
    { x: 10, y: -5.5, zoom: 0.5 },
    { x: 1, y: 2, zoom: 1 },
  ]);
  of("a").keep({ x: 0, y: 0, zoom: 2 });
  for (let count = 0; count < 49; count += 1) of(`other ${count}`).keep({ x: count, y: 0, zoom: 1 });
  expect([of("a").read()?.zoom, of("__proto__").read(), of("other 48").read()?.x]).toEqual([2, undefined, 48]);
});

test("what cannot be read is no view", () => {
  for (const text of ["{", "[]", '{"a": 1}', '{"a": {"x": 1, "y": 2, "zoom": 0}}', '{"a": {"x": "1"}}']) {
    const storage = new MemoryStorage();
    storage.setItem("sluice.views", text);
    expect(createViewMemory(storage, "a").read()).toBeUndefined();
  }
});

import { expect, test } from "vitest";
import { Emitter } from "../../../core/base/Emitter.ts";
import { watchDeleted } from "../../../renderer/app/watchDeleted.ts";
import { createTabStore } from "../../../renderer/state/tabs/createTabStore.ts";

function reportError(error: unknown): never {
  throw error;
}

/** Three open applications, of which one is on screen. */
function open(shown: string) {
  const tabs = createTabStore({ read: () => undefined, write: () => undefined });
  for (const name of ["a", "b", "c"]) tabs.show({ name, title: name.toUpperCase() });
  const deleted = new Emitter<string>(reportError);
  const window = { shown: shown as string | undefined, told: [] as string[] };
  watchDeleted({
    onDeleted: (listener) => deleted.subscribe(listener),
    tabs,
    shown: () => window.shown,
    open: (name) => {
      window.shown = name;
    },
    tell: (title) => window.told.push(title),
  });
  return { deleted, window, names: () => tabs.store.getState().map(({ name }) => name) };
}

test("the tab of a deleted application is closed, and who looked at it sees its neighbour and is told", () => {
  const { deleted, window, names } = open("b");
  deleted.emit("b");
  expect([names(), window]).toEqual([["a", "c"], { shown: "c", told: ["B"] }]);
  deleted.emit("c");
  deleted.emit("a");
  expect([names(), window]).toEqual([[], { shown: undefined, told: ["B", "C", "A"] }]);
});

test("who looks at another application, or has it not open, is left alone", () => {
  const { deleted, window, names } = open("b");
  deleted.emit("a");
  deleted.emit("other");
  expect([names(), window]).toEqual([["b", "c"], { shown: "b", told: [] }]);
});

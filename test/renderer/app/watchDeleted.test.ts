import { expect, test } from "vitest";
import { Emitter } from "../../../core/base/Emitter.ts";
import type { ApplicationItem } from "../../../renderer/app/AppPorts.ts";
import { watchDeleted } from "../../../renderer/app/watchDeleted.ts";
import { createTabStore } from "../../../renderer/state/tabs/createTabStore.ts";

function reportError(error: unknown): never {
  throw error;
}

/** Three open applications, of which one is on screen. */
function open(shown: string, list: () => Promise<string[]> = async () => ["a", "b", "c"]) {
  const tabs = createTabStore({ read: () => undefined, write: () => undefined });
  for (const name of ["a", "b", "c"]) tabs.show({ name, title: name.toUpperCase() });
  const deleted = new Emitter<string>(reportError);
  const window = { shown: shown as string | undefined, told: [] as string[] };
  watchDeleted({
    onDeleted: (listener) => deleted.subscribe(listener),
    list: async () => (await list()).map((name) => ({ name }) as ApplicationItem),
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

test("tabs of applications that were deleted while the window was closed are closed when it opens", async () => {
  const { window, names } = open("b", async () => ["c", "b", "new"]);
  await expect.poll(names).toEqual(["b", "c"]);
  expect(window).toEqual({ shown: "b", told: [] });
});

test("tabs stay when nobody can say which applications there are", async () => {
  const failure = Promise.reject(new Error("The host is away."));
  const { names } = open("b", () => failure);
  await failure.catch(() => undefined);
  await Promise.resolve();
  expect(names()).toEqual(["a", "b", "c"]);
});

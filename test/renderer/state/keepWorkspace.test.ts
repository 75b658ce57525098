import { expect, test } from "vitest";
import { createSessionStore } from "../../../renderer/state/session/createSessionStore.ts";
import { keepWorkspace, readWorkspace } from "../../../renderer/state/session/keepWorkspace.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

function openWindow(storage: MemoryStorage) {
  const session = createSessionStore(readWorkspace(storage));
  keepWorkspace(session.store, storage);
  return session;
}

test("panels, tabs, sizes and the switch of single letters are as they were in the next window", () => {
  const storage = new MemoryStorage();
  const kept = {
    registry: false,
    stepPanel: true,
    stepTab: "output",
    dataMode: "table",
    bottomPanel: true,
    bottomTab: "problems",
    minimap: false,
    letterKeys: false,
    sizes: { registry: 300, step: 500, bottom: 180 },
  } as const;
  openWindow(storage).set(kept);
  expect(openWindow(storage).store.getState()).toMatchObject(kept);
});

test("what belongs to one application, and dialogs, do not come back", () => {
  const storage = new MemoryStorage();
  openWindow(storage).set({ palette: true, finding: "x", openStep: "a", dialog: { kind: "json" } });
  const { palette, finding, openStep, dialog } = openWindow(storage).store.getState();
  expect([palette, finding, openStep, dialog]).toEqual([false, undefined, undefined, undefined]);
});

test("what another version wrote is passed over, thing by thing", () => {
  const storage = new MemoryStorage();
  const start = openWindow(storage).store.getState();
  for (const text of [
    "{",
    "[]",
    '"x"',
    '{"registry": 1, "stepTab": "gone", "sizes": {"step": "wide", "bottom": -3}}',
  ]) {
    storage.setItem("sluice.workspace", text);
    const { registry, stepTab, sizes } = openWindow(storage).store.getState();
    expect({ registry, stepTab, sizes }).toEqual({ registry: true, stepTab: "parameters", sizes: start.sizes });
  }
  storage.setItem("sluice.workspace", '{"registry": false, "stepTab": "gone"}');
  expect(openWindow(storage).store.getState().registry).toBe(false);
});

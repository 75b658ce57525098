import { expect, test } from "vitest";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { createSessionStore } from "../../../renderer/state/session/createSessionStore.ts";
import { buildEditState } from "../support/buildEditState.ts";

test("selecting replaces, toggling adds and takes out", () => {
  const session = createSessionStore();
  session.select({ steps: new Set(["a"]) });
  session.toggle({ steps: new Set(["b"]) });
  expect([...session.store.getState().selection.steps]).toEqual(["a", "b"]);
  session.toggle({ steps: new Set(["a"]) });
  expect([...session.store.getState().selection.steps]).toEqual(["b"]);
  session.select({ edges: new Set(["e"]) });
  expect(session.store.getState().selection.steps.size).toBe(0);
});

test("an open step panel follows the selection", () => {
  const session = createSessionStore();
  session.openStep("a");
  session.select({ steps: new Set(["b"]) });
  expect(session.store.getState().openStep).toBe("b");
  session.select({ steps: new Set(["a", "b"]) });
  expect(session.store.getState().openStep).toBe("b");
});

test("what the document no longer has is forgotten", () => {
  const session = createSessionStore();
  session.openStep("id-a");
  session.toggle({ steps: new Set(["id-b"]), edges: new Set(["gone"]) });
  session.keep(readFlow({ state: buildEditState({ b: {} }), manifests: () => undefined }));
  expect(session.store.getState().openStep).toBeUndefined();
  expect([...session.store.getState().selection.steps]).toEqual(["id-b"]);
  expect(session.store.getState().selection.edges.size).toBe(0);
});

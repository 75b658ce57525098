import { expect, test } from "vitest";
import { createDocumentStore } from "../../../renderer/state/document/createDocumentStore.ts";
import { createSnapshotPort } from "../../../renderer/state/document/createSnapshotPort.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { buildEditState } from "../support/buildEditState.ts";

test("a revision takes what the window does by itself, and nothing of a person", async () => {
  const store = createDocumentStore({
    port: createSnapshotPort(async () => buildEditState({ a: {} }), 9),
    manifests: () => undefined,
    clock: new FakeClock(),
    createId: () => "gesture",
    readOnly: { why: { kind: "revision", revision: 9 }, reason: "It is read only." },
    onNotice: () => undefined,
  });
  await store.load();
  const move = [{ op: "moveSteps" as const, positions: [{ step: "id-a", x: 20, y: 40 }] }];
  expect(store.perform({ label: "Move", operations: move })).toEqual({ ok: false, reason: "It is read only." });
  expect(store.perform({ label: "Layout", operations: move, silent: true })).toMatchObject({ ok: true });
  await store.settled();
  const { flow, history, waiting } = store.store.getState();
  expect([flow.steps[0]?.at, history.published, waiting]).toEqual([{ x: 20, y: 40 }, 9, 0]);
  store.dispose();
});

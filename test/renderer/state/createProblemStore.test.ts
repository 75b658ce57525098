import { expect, test } from "vitest";
import { createDocumentStore } from "../../../renderer/state/document/createDocumentStore.ts";
import { createProblemStore } from "../../../renderer/state/document/createProblemStore.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";
import { MemoryDraft } from "../support/MemoryDraft.ts";

async function openProblems() {
  const clock = new FakeClock();
  const manifests = lookupOf(buildManifest({ file: "Log" }));
  const draft = new MemoryDraft(buildEditState({ a: { file: "Log" }, b: { file: "Gone" } }, { app_variables: [] }));
  let gestures = 0;
  const document = createDocumentStore({
    port: draft.attach(),
    manifests,
    clock,
    createId: () => {
      gestures += 1;
      return `gesture ${gestures}`;
    },
    onNotice: () => undefined,
  });
  const problems = createProblemStore({ document, manifests, clock });
  await document.load();
  const found = (): (string | undefined)[] | undefined => problems.store.getState()?.map(({ stepId }) => stepId);
  const set = (key: string, value: string): void => {
    document.perform({ label: "Set", operations: [{ op: "setBase", step: "id-b", key, value }] });
  };
  return { clock, problems, found, set };
}

test("finds the problems of a document soon after it came", async () => {
  const { clock, found } = await openProblems();
  expect(found()).toBeUndefined();
  clock.advance(100);
  expect(found()).toEqual(["id-b"]);
});

test("looks again when nobody edited for half a second, and not before", async () => {
  const { clock, found, set } = await openProblems();
  clock.advance(100);
  set("file", "Log");
  clock.advance(400);
  set("retry_max", "3");
  clock.advance(400);
  expect(found()).toEqual(["id-b"]);
  clock.advance(100);
  expect(found()).toEqual([]);
});

test("looks no more once it is put away", async () => {
  const { clock, problems, found } = await openProblems();
  problems.dispose();
  clock.advance(1_000);
  expect(found()).toBeUndefined();
});

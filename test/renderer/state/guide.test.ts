import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { DocumentState } from "../../../renderer/state/document/DocumentState.ts";
import { createGuideStore, nextOf } from "../../../renderer/state/guide/createGuideStore.ts";
import { watchDocument, watchRuns } from "../../../renderer/state/guide/watchGuide.ts";
import type { GuideState, GuideStep } from "../../../renderer/state/ports/GuidePort.ts";
import type { RunPort } from "../../../renderer/state/ports/RunPort.ts";
import { MemoryRuns } from "../support/MemoryRuns.ts";

function openGuide(stored?: GuideState) {
  const kept: GuideState[] = [];
  const port = { read: async () => stored, save: async (state: GuideState) => void kept.push(state) };
  const guide = createGuideStore(port, (error) => {
    throw error;
  });
  return { guide, kept, now: () => guide.store.getState().guide };
}

test("what is done is kept in the order of the guide, once, and only in its application while it is shown", async () => {
  const { guide, kept, now } = openGuide();
  guide.note("mine", "drag");
  guide.begin("mine");
  guide.note("other", "drag");
  guide.note("mine", "run");
  guide.note("mine", "drag");
  guide.note("mine", "drag");
  expect(now()).toEqual({ application: "mine", done: ["drag", "run"], isShown: true });
  expect(nextOf({ done: now()?.done ?? [] })).toBe("configure");
  guide.hide();
  guide.note("mine", "test");
  await expect.poll(() => kept.length).toBe(4);
  expect(kept.at(-1)).toEqual({ application: "mine", done: ["drag", "run"], isShown: false });
});

test("who skipped it goes on where it was left, also in an application of another name", async () => {
  const { guide, now } = openGuide({ application: "old", done: ["drag"], isShown: false });
  await guide.load();
  guide.rename("old", "new");
  expect(now()?.application).toBe("new");
  guide.begin("newer");
  expect(now()).toEqual({ application: "newer", done: ["drag"], isShown: true });
});

test("the document tells of the first step and of the first value, also what was there before the guide began", () => {
  const { guide, now } = openGuide();
  const edit = (steps: object[]) => ({ status: "ready", edit: { document: { steps }, stepIds: [] } }) as never;
  const store = createStore<DocumentState>(() => edit([{ name: "Say", file: "Log" }]));
  const stop = watchDocument({ store }, { guide, name: "mine" });
  expect(now()).toBeUndefined();
  guide.begin("mine");
  expect(now()?.done).toEqual(["drag"]);
  store.setState(edit([{ name: "Say", file: "Log", message: "hello" }]));
  expect(now()?.done).toEqual(["drag", "configure"]);
  stop();
});

test("runs and tries count when they began, not when they were refused", async () => {
  const noted: GuideStep[] = [];
  const refused = new Error("no");
  let isRefused = true;
  const port = {
    start: async () => {
      if (isRefused) throw refused;
    },
    testStep: async () => "run",
  } as unknown as RunPort;
  const runs = watchRuns(port, (step) => noted.push(step));
  await expect(runs.start({ level: 25 } as never)).rejects.toBe(refused);
  expect(noted).toEqual([]);
  isRefused = false;
  await runs.start({ level: 25 } as never);
  expect(await runs.testStep("s", {} as never)).toBe("run");
  expect(noted).toEqual(["run", "test"]);
});

test("runs that are noted keep all else they can do, also those of a class", async () => {
  const port = new MemoryRuns();
  const noted: GuideStep[] = [];
  const runs = watchRuns(port, (step) => noted.push(step));
  const heard: string[] = [];
  runs.subscribe({ onRun: (run) => heard.push(run?.id ?? ""), onSteps: () => undefined });
  await runs.start({} as never);
  await runs.stop("run-1");
  expect([heard, noted, port.run?.state]).toEqual([["run-1", "run-1"], ["run"], "REVOKED"]);
});

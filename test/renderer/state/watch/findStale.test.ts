import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import type { EditState } from "../../../../core/model/operations/EditState.ts";
import { readFlow } from "../../../../renderer/state/flow/readFlow.ts";
import { createLiveStore } from "../../../../renderer/state/live/createLiveStore.ts";
import { createStaleStore } from "../../../../renderer/state/watch/createStaleStore.ts";
import { findStale, type StaleSide } from "../../../../renderer/state/watch/findStale.ts";
import { Bench } from "../../support/Bench.ts";
import { buildEditState } from "../../support/buildEditState.ts";
import { MemoryRuns } from "../../support/MemoryRuns.ts";

const steps = {
  a: { message: "one", output_to: ["b", "c"] },
  b: { message: "${appvar.city}", output_to: ["d"] },
  c: { file: "Own" },
  d: {},
};
const variables = [{ name: "city", value: null, default_value: "Bergen" }];
const base = buildEditState(steps, { app_variables: variables });

function side(state: EditState): StaleSide {
  return { flow: readFlow({ state, manifests: () => undefined }), document: state.document };
}

function stale(changed: Record<string, JsonObject>, more: { rest?: JsonObject; classes?: string[] } = {}) {
  const state = buildEditState(changed, { app_variables: variables, ...more.rest });
  const changedClasses = new Set(more.classes);
  return Object.fromEntries(findStale({ run: side(base), present: side(state), changedClasses }));
}

describe("a step is stale", () => {
  test("when its parameters or class changed, and so is all downstream", () => {
    expect(stale(steps)).toEqual({});
    expect(stale({ ...steps, b: { ...steps.b, message: "two" } })).toEqual({
      "id-b": "parameters",
      "id-d": "upstream",
    });
    expect(stale({ ...steps, c: { file: "Other" } })).toEqual({ "id-c": "parameters" });
  });

  test("when it was disabled or enabled", () => {
    const disabled = buildEditState({ ...steps, d: { disabled: true } }, { app_variables: variables });
    const changedClasses = new Set<string>();
    const hold = (run: EditState, present: EditState) =>
      Object.fromEntries(findStale({ run: side(run), present: side(present), changedClasses }));
    expect(hold(base, disabled)).toEqual({ "id-d": "disabled" });
    expect(hold(disabled, base)).toEqual({ "id-d": "enabled" });
  });

  test("when a variable in its parameters has another value", () => {
    const rest = {
      app_variables: [
        { name: "city", value: "Oslo" },
        { name: "other", value: 1 },
      ],
    };
    expect(stale(steps, { rest })).toEqual({ "id-b": "parameters", "id-d": "upstream" });
    expect(stale(steps, { rest: { app_variables: [{ name: "city", value: "Bergen" }] } })).toEqual({});
  });

  test("when the code of its class is another one", () => {
    expect(stale(steps, { classes: ["/Own"] })).toEqual({ "id-c": "code" });
  });

  test("when other wires lead to it", () => {
    expect(stale({ ...steps, c: { file: "Own", output_to: ["d"] } })).toEqual({ "id-d": "wires" });
    expect(stale({ ...steps, a: { ...steps.a, output_to: ["c"] } })).toEqual({ "id-b": "wires", "id-d": "upstream" });
  });

  test("but not for its name, retries, place or a new step beside it", () => {
    const renamed = buildEditState(
      { z: { ...steps.a, retry_max: 3 }, b: steps.b, c: steps.c, d: steps.d, new: {} },
      { app_variables: variables, layout: { version: 1, steps: [{ id: "id-b", step: "b", x: 9, y: 9 }] } },
    );
    const present = { ...renamed, stepIds: ["id-a", "id-b", "id-c", "id-d", "id-new"] };
    const found = findStale({ run: side(base), present: side(present), changedClasses: new Set() });
    expect([...found]).toEqual([]);
  });
});

test("what is on screen is held against the shown run, after each edit and when a class is written", async () => {
  const bench = await Bench.open(base);
  const runs = new MemoryRuns();
  const live = createLiveStore((run) => run());
  const { document, manifests } = bench.workbench;
  const { store, reread, dispose } = createStaleStore({ live, document, runs, manifests });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  bench.select({ steps: ["id-b"] });
  await bench.run("step.toggleDisabled");
  expect([...store.getState()]).toEqual([]);
  runs.accepted = { state: base, changedClasses: [] };
  live.setRun({ id: "run-1", state: "SUCCESS", warning: false, acceptedAt: 0 });
  await settle();
  expect([...store.getState().keys()]).toEqual(["id-b", "id-d"]);
  await bench.run("edit.undo");
  expect([...store.getState()]).toEqual([]);
  runs.accepted = { state: base, changedClasses: [{ file: "Own", syncpack: undefined }] };
  reread();
  await settle();
  expect([...store.getState()]).toEqual([["id-c", "code"]]);
  live.setRun(undefined);
  expect([...store.getState()]).toEqual([]);
  dispose();
  bench.dispose();
});

import { expect, onTestFinished, test } from "vitest";
import { readFlow } from "../../../../renderer/state/flow/readFlow.ts";
import { findGhosts } from "../../../../renderer/state/watch/findGhosts.ts";
import { Bench } from "../../support/Bench.ts";
import { buildEditState } from "../../support/buildEditState.ts";

const at = (name: string, x: number) => ({ id: `id-${name}`, step: name, x, y: 0 });
const layout = { version: 1, steps: [at("a", 0), at("b", 280)], groups: [], notes: [] };
const state = buildEditState({ a: {}, b: {}, c: {} }, { layout });

test("removed steps are found by id, where they were", () => {
  const manifests = () => undefined;
  const run = readFlow({ state, manifests });
  const present = readFlow({ state: buildEditState({ a: {} }), manifests });
  expect(findGhosts(run, present).map(({ name, at: place }) => [name, place])).toEqual([["b", { x: 280, y: 0 }]]);
  expect(findGhosts(run, run)).toEqual([]);
});

test("they come with the run that is shown, and go when the step is back or the run is another", async () => {
  const bench = await Bench.open(state);
  onTestFinished(bench.dispose);
  bench.runs.accepted = { state, changedClasses: [] };
  bench.runs.tell({ id: "run-1", state: "SUCCESS", warning: false, acceptedAt: 0 });
  bench.paint();
  await bench.settle();
  const ghosts = () => bench.workbench.stale.ghosts.getState().map(({ name }) => name);
  expect(ghosts()).toEqual([]);
  bench.select({ steps: ["id-b"] });
  await bench.run("edit.delete");
  expect(ghosts()).toEqual(["b"]);
  await bench.run("edit.undo");
  expect(ghosts()).toEqual([]);
  await bench.run("edit.redo");
  expect(ghosts()).toEqual(["b"]);
  bench.runs.accepted = undefined;
  bench.runs.tell({ id: "run-2", state: "STARTED", warning: false, acceptedAt: 0 });
  bench.paint();
  await bench.settle();
  expect(ghosts()).toEqual([]);
});

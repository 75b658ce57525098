import { expect, test } from "vitest";
import { MinimapPicture } from "../../../renderer/canvas/paint/MinimapPicture.ts";
import { foldFlow } from "../../../renderer/state/flow/foldFlow.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import type { StepLook } from "../../../renderer/state/live/toStepLook.ts";
import { buildEditState } from "../support/buildEditState.ts";

const names = Array.from({ length: 100 }, (_, index) => `s${index}`);
const layout = {
  version: 1,
  steps: names.map((name, index) => ({ id: `id-${name}`, step: name, x: 300 * (index % 10), y: 100 * (index / 10) })),
  groups: [{ id: "g", title: "", colour: "", steps: ["id-s0", "id-s1"], folded: true }],
};
const state = buildEditState(Object.fromEntries(names.map((name) => [name, {}])), { layout });
const picture = new MinimapPicture(foldFlow(readFlow({ state, manifests: () => undefined })));
// Each look has its own name as its colour.
const look = new Proxy({}, { get: (_, name) => name }) as Record<StepLook, string>;

/** Notes what is painted, in which colour. */
function openContext() {
  const painted: string[] = [];
  const context = {
    fillStyle: "",
    clearRect: () => painted.push("cleared"),
    fillRect: () => painted.push(context.fillStyle),
  };
  return { painted, context: context as unknown as CanvasRenderingContext2D };
}

test("all cards are painted once, and then only those whose steps changed", () => {
  const { painted, context } = openContext();
  picture.paintAll(context, { look, lookOf: () => "idle" });
  expect(painted).toEqual(["cleared", ...Array.from({ length: 99 }, () => "idle")]);
  painted.length = 0;
  picture.paintSteps(context, { look, lookOf: () => "running" }, ["id-s7", "id-s8", "id-gone"]);
  expect(painted).toEqual(["running", "running"]);
});

test("steps in a folded group change its one card", () => {
  const { painted, context } = openContext();
  picture.paintSteps(context, { look, lookOf: () => "failed" }, ["id-s0", "id-s1"]);
  expect(painted).toEqual(["failed"]);
});

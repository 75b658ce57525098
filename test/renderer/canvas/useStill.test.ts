import { expect, test } from "vitest";
import { isStill } from "../../../renderer/canvas/view/useStill.ts";
import type { FlowEdge } from "../../../renderer/state/flow/Flow.ts";
import { buildStepRun } from "../support/buildStepRun.ts";

/** Edges into so many steps, so many into each. */
function edgesInto(steps: number, each = 1): FlowEdge[] {
  return Array.from({ length: steps * each }, (_, index) => {
    const to = `step ${index % steps}`;
    return { id: `${index}`, kind: "success", from: `producer ${index}`, to, output: undefined };
  });
}

const allRun = { step: (id: string) => buildStepRun(id, { state: "STARTED" }) };

test("at most 50 edges in view move, and beyond that none", () => {
  expect([isStill(edgesInto(50), allRun), isStill(edgesInto(51), allRun)]).toEqual([false, true]);
});

test("a step that runs moves each edge that leads to it", () => {
  expect([isStill(edgesInto(25, 2), allRun), isStill(edgesInto(26, 2), allRun)]).toEqual([false, true]);
});

test("edges to steps that do not run do not count, nor do steps out of view", () => {
  const waiting = { step: (id: string) => buildStepRun(id, { state: "RETRY" }) };
  expect(isStill(edgesInto(300), waiting)).toBe(false);
  expect(isStill(edgesInto(300), { step: () => undefined })).toBe(false);
  expect(isStill(edgesInto(3), allRun)).toBe(false);
});

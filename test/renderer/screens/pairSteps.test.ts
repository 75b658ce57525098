import { expect, test } from "vitest";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import { pairSteps } from "../../../renderer/screens/runs/pairSteps.ts";

function step(name: string, more: Partial<StepRunRecord> = {}): StepRunRecord {
  return { id: `run of ${name}`, stepId: undefined, name, state: "SUCCESS", warning: false, ...more } as StepRunRecord;
}

const shown = (first: StepRunRecord[], second: StepRunRecord[]) =>
  pairSteps(first, second).map((pair) => [pair.name, pair.first?.name, pair.second?.name, pair.differs]);

test("steps are paired by identity before they are by name, also after a rename", () => {
  const first = [step("Load", { stepId: "1" }), step("Send", { stepId: "2" })];
  const second = [step("Send", { stepId: "1" }), step("Post", { stepId: "2" })];
  expect(shown(first, second)).toEqual([
    ["Send", "Load", "Send", false],
    ["Post", "Send", "Post", false],
  ]);
});

test("a step that only one run has stands alone, those of the earlier run at the end", () => {
  expect(shown([step("Load"), step("Old")], [step("New"), step("Load")])).toEqual([
    ["New", undefined, "New", true],
    ["Load", "Load", "Load", false],
    ["Old", "Old", undefined, true],
  ]);
});

test.each<[string, Partial<StepRunRecord>]>([
  ["state", { state: "SKIPPED" }],
  ["warning", { warning: true }],
  ["error", { error: { exception: "Error", message: "no", attempt: 1 } }],
  ["size of the output", { data: { kind: "list", bytes: 3, count: 1 } }],
])("another %s makes a difference", (_what, more) => {
  expect(pairSteps([step("Load")], [step("Load", more)])[0]?.differs).toBe(true);
});

import { expect } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import type { Bench } from "../support/Bench.ts";

/** What the commands do that try out steps: pins, tests of one step, runs to and from a step. */
export const tryOutEffects = {
  async "step.pin"(bench: Bench) {
    expect(bench.refusal("step.pin")).toBe("when.oneStep");
    bench.select({ steps: ["id-b"] });
    expect(bench.refusal("step.pin")).toBe("when.noData");
    bench.stepData.data.set("step-run", [1, 2]);
    bench.runs.tell({ id: "run-0", state: "SUCCESS", warning: false, acceptedAt: 0 });
    bench.runs.push([{ stepId: "id-b", state: "SUCCESS", data: { kind: "list", bytes: 2_000_000 } }]);
    bench.paint();
    expect(bench.refusal("step.pin")).toBe("when.tooLarge");
    bench.runs.push([{ stepId: "id-b", state: "SUCCESS", data: { kind: "list", bytes: 20 } }]);
    bench.paint();
    await bench.run("step.pin");
    expect(bench.draft.state.pins).toEqual({ "id-b": [1, 2] });
    expect(bench.flow.byId.get("id-b")?.pinned).toBe(true);
    await bench.run("step.pin");
    expect(bench.draft.state.pins).toBeUndefined();
    await bench.run("edit.undo");
    expect(bench.flow.byId.get("id-b")?.pinned).toBe(true);
  },
  async "step.unpinAll"(bench: Bench) {
    expect(bench.refusal("step.unpinAll")).toBe("when.noPin");
    const operations = ["id-a", "id-c"].map((step) => ({ op: "setPin" as const, step, value: 1 }));
    bench.workbench.document.perform({ label: "Pin", operations });
    await bench.run("step.unpinAll");
    expect(bench.flow.steps.filter(({ pinned }) => pinned)).toEqual([]);
    expect(bench.draft.updates).toHaveLength(2);
  },
  async "step.test"(bench: Bench) {
    expect(bench.refusal("step.test")).toBe("when.oneStep");
    bench.select({ steps: ["id-c"] });
    await bench.run("step.test");
    expect(bench.session).toMatchObject({ openStep: "id-c", stepPanel: true, stepTab: "test" });
  },
  async "run.custom"(bench: Bench) {
    await bench.run("run.custom");
    expect([bench.session.customRun, bench.runs.started]).toEqual([true, []]);
    await bench.run("run.start");
    expect(bench.refusal("run.custom")).toBe("when.running");
  },
  async "run.toHere"(bench: Bench) {
    expect(bench.refusal("run.toHere")).toBe("when.noStep");
    bench.select({ steps: ["id-b"] });
    await bench.run("run.toHere");
    expect(bench.runs.started).toEqual([{ level: 25, to: ["id-b"] }]);
  },
  async "run.fromHere"(bench: Bench) {
    bench.select({ steps: ["id-b"] });
    expect(bench.refusal("run.fromHere")).toBe("when.noRun");
    bench.runs.tell({ id: "run-0", state: "SUCCESS", warning: false, acceptedAt: 0 });
    await bench.run("run.fromHere");
    expect(bench.runs.started).toEqual([{ level: 25, from: { run: "run-0", steps: ["id-b"] } }]);
  },
} satisfies Partial<Record<CommandId, (bench: Bench) => Promise<void>>>;

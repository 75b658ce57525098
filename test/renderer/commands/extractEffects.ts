import { expect } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import type { Bench } from "../support/Bench.ts";

/** What the commands do that take steps out of the application and bring them back. */
export const extractEffects = {
  async "step.editMany"(bench: Bench) {
    bench.select({ steps: ["id-a"] });
    expect(bench.refusal("step.editMany")).toBe("when.severalSteps");
    bench.select({ groups: ["g"] });
    await bench.run("step.editMany");
    expect(bench.session.dialog).toEqual({ kind: "editMany" });
  },
  async "step.extract"(bench: Bench) {
    expect(bench.refusal("step.extract")).toBe("when.noStep");
    bench.select({ groups: ["g"] });
    await bench.run("step.extract");
    expect(bench.session.dialog).toEqual({ kind: "extract" });
  },
  async "step.inline"(bench: Bench) {
    bench.select({ steps: ["id-a"] });
    expect(bench.refusal("step.inline")).toBe("when.noTrigger");
    const file = { op: "setBase" as const, step: "id-a", key: "file", value: "TriggerApplication" };
    const application = { op: "setParameter" as const, step: "id-a", path: ["application"], value: "child" };
    bench.workbench.document.perform({ label: "Class", operations: [file] });
    expect(bench.refusal("step.inline")).toBe("when.noTrigger");
    bench.workbench.document.perform({ label: "Application", operations: [application] });
    await bench.run("step.inline");
    expect(bench.session.dialog).toEqual({ kind: "inline", step: "id-a" });
  },
} satisfies Partial<Record<CommandId, (bench: Bench) => Promise<void>>>;

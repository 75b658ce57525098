import { expect } from "vitest";
import type { RunRecord, StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import type { Bench } from "../support/Bench.ts";

/** The run goes on, and the one selected step is in this state. */
function show(bench: Bench, record: Partial<StepRunRecord> & Pick<StepRunRecord, "state">): void {
  bench.select({ steps: ["id-b"] });
  bench.runs.tell({ id: "run-0", state: "STARTED", warning: false, acceptedAt: 0 });
  bench.runs.push([{ id: "run-of-b", stepId: "id-b", ...record }]);
  bench.paint();
}

function child(id: string, appName: string): RunRecord {
  return { id, appName } as RunRecord;
}

/** What the commands do about what a step waits for. */
export const waitEffects = {
  async "step.tryNow"(bench: Bench) {
    expect(bench.refusal("step.tryNow")).toBe("when.oneStep");
    show(bench, { state: "STARTED" });
    expect(bench.refusal("step.tryNow")).toBe("when.noRetry");
    show(bench, { state: "RETRY", retryAt: 1_000 });
    await bench.run("step.tryNow");
    expect(bench.runs.asked).toEqual(["try run-of-b now"]);
    bench.runs.failure = "It is too late.";
    await bench.run("step.tryNow");
    expect(bench.notices).toEqual(["It is too late."]);
  },
  async "step.approve"(bench: Bench) {
    show(bench, { state: "WAITING", wait: { kind: "until", until: 1 } });
    expect(bench.refusal("step.approve")).toBe("when.noApproval");
    show(bench, { state: "WAITING", wait: { kind: "approval", title: "Send it?" } });
    await bench.run("step.approve");
    expect(bench.runs.asked).toEqual(["approve run-of-b"]);
  },
  async "step.refuse"(bench: Bench) {
    show(bench, { state: "WAITING", wait: { kind: "approval", title: "Send it?" } });
    await bench.run("step.refuse");
    expect(bench.runs.asked).toEqual(["refuse run-of-b"]);
  },
  async "step.openChild"(bench: Bench) {
    show(bench, { state: "PENDING" });
    expect(bench.refusal("step.openChild")).toBe("when.noChild");
    show(bench, { state: "SUCCESS", startedAt: 1, finishedAt: 2 });
    expect(bench.refusal("step.openChild")).toBe("when.noChild");
    bench.runs.childRuns = [child("run-2", "other")];
    show(bench, { state: "WAITING", startedAt: 1, wait: { kind: "runs", runs: ["run-2"] } });
    await bench.run("step.openChild");
    expect(bench.visits).toEqual(["/applications/other?run=run-2"]);
    bench.runs.childRuns = [child("run-2", "other"), child("run-3", "other")];
    await bench.run("step.openChild");
    expect([bench.visits.length, bench.session.openStep]).toEqual([1, "id-b"]);
  },
} satisfies Partial<Record<CommandId, (bench: Bench) => Promise<void>>>;

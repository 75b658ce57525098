import { describe, expect, test } from "vitest";
import type { StepRunRecord, StepRunState } from "../../../core/model/RunRecord.ts";
import { createLiveStore, type LiveStore } from "../../../renderer/state/live/createLiveStore.ts";
import { toStepLook, worstLook } from "../../../renderer/state/live/toStepLook.ts";

function record(stepId: string, state: StepRunState, more: Partial<StepRunRecord> = {}): StepRunRecord {
  return {
    id: `run-${stepId}`,
    runId: "r1",
    stepId,
    name: stepId,
    file: "Log",
    position: 0,
    state,
    attempts: 1,
    warning: false,
    startedAt: undefined,
    finishedAt: undefined,
    error: undefined,
    skipped: undefined,
    wait: undefined,
    retryAt: undefined,
    data: undefined,
    pinned: false,
    disabled: false,
    reusedFrom: undefined,
    ...more,
  };
}

function openStore(): { live: LiveStore; paint: () => void; frames: () => number } {
  const queue: (() => void)[] = [];
  const live = createLiveStore((run) => queue.push(run));
  live.setRun({ id: "r1", state: "STARTED", warning: false, acceptedAt: 0 });
  const paint = (): void => {
    for (const run of queue.splice(0)) run();
  };
  paint();
  return { live, paint, frames: () => queue.length };
}

describe("the states of a run", () => {
  test("a thousand of them appear in one frame, and a card hears only of its own step", () => {
    const { live, paint, frames } = openStore();
    const heard: string[] = [];
    let commits = 0;
    live.onStep("a", () => heard.push("a"));
    live.onStep("b", () => heard.push("b"));
    live.onFrame(() => {
      commits += 1;
    });
    for (let count = 0; count < 1000; count += 1) live.push([record("a", count % 2 === 0 ? "RETRY" : "STARTED")]);
    expect(live.step("a")).toBeUndefined();
    expect(frames()).toBe(1);
    paint();
    expect(live.step("a")?.state).toBe("STARTED");
    expect(heard).toEqual(["a"]);
    expect(commits).toBe(1);
  });

  test("of many cards only some change in one frame and the others in the next, but the end comes whole", () => {
    const { live, paint } = openStore();
    const ids = Array.from({ length: 60 }, (_, index) => `s${index}`);
    const heard: string[] = [];
    for (const id of ids) live.onStep(id, () => heard.push(id));
    const frames: number[] = [];
    live.onFrame((changed) => frames.push(changed.size));
    live.push(ids.map((id) => record(id, "STARTED")));
    for (let frame = 0; frame < 9; frame += 1) paint();
    expect(frames).toEqual([8, 8, 8, 8, 8, 8, 8, 4]);
    expect(heard).toEqual(ids);
    live.push(ids.map((id) => record(id, "SUCCESS")));
    live.setRun({ id: "r1", state: "SUCCESS", warning: false, acceptedAt: 0 });
    paint();
    expect(ids.every((id) => live.step(id)?.state === "SUCCESS")).toBe(true);
  });

  test("of another run are not shown", () => {
    const { live, paint } = openStore();
    live.push([record("a", "SUCCESS", { runId: "other" })]);
    paint();
    expect(live.step("a")).toBeUndefined();
  });

  test("are cleared by the next run, and the cards hear of it", () => {
    const { live, paint } = openStore();
    live.push([record("a", "SUCCESS")]);
    paint();
    let heard = 0;
    live.onStep("a", () => {
      heard += 1;
    });
    live.setRun({ id: "r2", state: "PENDING", warning: false, acceptedAt: 1 });
    paint();
    expect(live.step("a")).toBeUndefined();
    expect(heard).toBe(1);
  });

  test("no longer reach a card that left", () => {
    const { live, paint } = openStore();
    let heard = 0;
    const leave = live.onStep("a", () => {
      heard += 1;
    });
    leave();
    live.push([record("a", "SUCCESS")]);
    paint();
    expect(heard).toBe(0);
  });
});

describe("the look of a step", () => {
  test.each<[Partial<StepRunRecord> & { state: StepRunState }, string]>([
    [{ state: "PENDING" }, "queued"],
    [{ state: "STARTED" }, "running"],
    [{ state: "RETRY" }, "retrying"],
    [{ state: "WAITING" }, "waiting"],
    [{ state: "SUCCESS" }, "success"],
    [{ state: "SUCCESS", warning: true }, "warning"],
    [{ state: "SUCCESS", disabled: true }, "disabled"],
    [{ state: "SUCCESS", pinned: true }, "pinned"],
    [{ state: "FAILURE" }, "failed"],
    [{ state: "SKIPPED" }, "skipped"],
    [{ state: "REVOKED" }, "revoked"],
  ])("in %o is %s", ({ state, ...more }, look) => {
    expect(toStepLook(record("a", state, more), { disabled: false, pinned: true })).toBe(look);
  });

  test("without a run says only whether it is disabled", () => {
    const look = (disabled: boolean, pinned: boolean): string => toStepLook(undefined, { disabled, pinned });
    expect([look(true, true), look(false, true), look(false, false)]).toEqual(["disabled", "pinned", "idle"]);
  });

  test("of a group is the worst inside", () => {
    expect(worstLook(["success", "failed", "running"])).toBe("failed");
    expect(worstLook(["success", "running"])).toBe("running");
    expect(worstLook([])).toBe("idle");
  });
});

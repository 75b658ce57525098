import { describe, expect, it } from "vitest";
import type { AttemptOutcome } from "../../core/engine/ports/StepWorkers.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { type Script, succeed } from "../support/FakeStepWorkers.ts";
import { settle, step, TestEngine } from "../support/TestEngine.ts";

/** A script whose attempts last until the test ends them. */
function gate(): { script: Script; open(): void } {
  const waiting: ((outcome: AttemptOutcome) => void)[] = [];
  return {
    script: () => new Promise((resolve) => waiting.push(resolve)),
    open: () => waiting.shift()?.(succeed()),
  };
}

const wide = (count: number, prefix = "s") => Array.from({ length: count }, (_, index) => step(`${prefix}${index}`));

describe("A queue", () => {
  it("limits attempts at once, and serves steps in the order of the document", async () => {
    const held = gate();
    const scripts = Object.fromEntries(wide(5).map((entry) => [entry.name, held.script]));
    const host = new TestEngine({ scripts, queues: { default: 2 } });
    const { id } = await host.accept(wide(5));
    await settle();
    expect(host.workers.began).toEqual(["s0", "s1"]);
    held.open();
    await settle();
    expect(host.workers.began).toEqual(["s0", "s1", "s2"]);
    for (let left = 0; left < 4; left += 1) {
      held.open();
      await settle();
    }
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect(host.workers.peak).toBe(2);
  });

  it("serves runs round-robin", async () => {
    const clock = new FakeClock();
    const last = async (): Promise<AttemptOutcome> => {
      clock.advance(1_000);
      return succeed();
    };
    const names = ["a0", "a1", "a2", "b0", "b1", "b2", "c0", "c1"];
    const scripts = Object.fromEntries(names.map((name) => [name, last]));
    const held = gate();
    const host = new TestEngine({ clock, scripts: { ...scripts, a0: held.script }, queues: { default: 1 } });
    const first = await host.accept(wide(3, "a"));
    const second = await host.accept(wide(3, "b"));
    const third = await host.accept(wide(2, "c"));
    await settle();
    clock.advance(1_000);
    held.open();
    for (const { id } of [first, second, third]) await host.end(id);
    // The first run was alone when its first step began.
    expect(host.workers.began).toEqual(["a0", "a1", "b0", "c0", "a2", "b1", "c1", "b2"]);
  });

  it("stores the start of a few steps more while attempts are short, and begins no more than its limit at once", async () => {
    const held = gate();
    const scripts = Object.fromEntries(wide(6).map((entry) => [entry.name, held.script]));
    const host = new TestEngine({ scripts: { ...scripts, s0: () => succeed() }, queues: { default: 2 } });
    const { id } = await host.accept(wide(6));
    await settle();
    const started = host.events.filter((event) => event.type === "step.started");
    expect(started).toHaveLength(6);
    expect(host.workers.began).toEqual(["s0", "s1", "s2"]);
    for (let left = 0; left < 5; left += 1) {
      host.clock.advance(1_000);
      held.open();
      await settle();
    }
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect(host.workers.peak).toBe(2);
    const begins = host.events.flatMap((event) => (event.type === "step.finished" ? [event.began] : []));
    expect(new Set(begins).size).toBeGreaterThan(3);
  });

  it("starts no step ahead after a long attempt", async () => {
    const clock = new FakeClock();
    const held = gate();
    const long = (): AttemptOutcome => {
      clock.advance(5_000);
      return succeed();
    };
    const host = new TestEngine({ clock, scripts: { s0: long, s1: held.script }, queues: { default: 1 } });
    await host.accept(wide(4));
    await settle();
    expect(host.events.filter((event) => event.type === "step.started")).toHaveLength(2);
    held.open();
  });

  it("ends a revoked run whose started steps wait for capacity", async () => {
    const held = gate();
    const host = new TestEngine({ scripts: { slow: held.script }, queues: { default: 1 } });
    await host.accept([step("quick")]);
    await host.accept([step("slow")]);
    const { id } = await host.accept([step("behind"), step("after")]);
    await settle();
    expect(host.workers.began).toEqual(["quick", "slow"]);
    expect(host.store.findRun(id)?.state).toBe("STARTED");
    await host.engine.revoke(id);
    expect(host.store.findRun(id)?.state).toBe("REVOKED");
    expect(host.workers.began).toEqual(["quick", "slow"]);
    held.open();
    await settle();
    await host.run([step("last")]);
  });

  it("is closed when started steps that wait for capacity have run", async () => {
    const held = gate();
    const host = new TestEngine({ scripts: { slow: held.script }, queues: { default: 1 } });
    await host.accept([step("quick")]);
    await host.accept([step("slow")]);
    await host.accept([step("behind")]);
    await settle();
    const closed = host.engine.close(5_000);
    await settle();
    held.open();
    await closed;
    expect(host.workers.began).toEqual(["quick", "slow", "behind"]);
  });

  it("does not slow another queue down", async () => {
    const held = gate();
    const host = new TestEngine({ scripts: { slow: held.script }, queues: { default: 1, fast: 1 } });
    await host.accept([step("slow"), step("next")]);
    const ended = await host.run([step("other")], { record: { queue: "fast" } });
    expect(ended.state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["slow", "other"]);
  });

  it("without capacity keeps a run PENDING and names it", async () => {
    const host = new TestEngine({ queues: { default: 5, none: 0 } });
    const { id } = await host.accept([step("a")], { record: { queue: "none" } });
    await host.accept([step("a")], { record: { queue: "unknown" } });
    await settle();
    expect(host.store.findRun(id)?.state).toBe("PENDING");
    expect(host.workers.began).toEqual([]);
    expect(host.engine.stalledRuns()).toEqual([
      { runId: id, queue: "none" },
      { runId: "isapp-2", queue: "unknown" },
    ]);
  });

  it("is replaced by the limit a run brings along, for that run alone", async () => {
    const held = gate();
    const scripts = Object.fromEntries(wide(4).map((entry) => [entry.name, held.script]));
    const host = new TestEngine({ scripts, queues: { none: 0, default: 1 } });
    await host.accept(wide(4), { record: { queue: "none" }, plan: { workers: 3 } });
    await host.accept(wide(2, "s"));
    await settle();
    expect(host.workers.requests.map((request) => request.runId)).toEqual(["isapp-1", "isapp-1", "isapp-1", "isapp-2"]);
    expect(host.engine.stalledRuns()).toEqual([]);
  });
});

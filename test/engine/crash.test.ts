import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { fail, type Script, succeed, suspend } from "../support/FakeStepWorkers.ts";
import type { MemoryRunStore } from "../support/MemoryRunStore.ts";
import { expectedStates, pinsOf, scenarios, scriptsOf } from "../support/scenarios.ts";
import { settle, step, TestEngine } from "../support/TestEngine.ts";

/** Linear, parallel, retry, route, error edge, two child runs, a wait, an approval, a disabled step, and a child that nobody waits for. */
const application: JsonObject[] = [
  step("first", ["wideA", "wideB", "wideC"]),
  step("wideA", ["retry"]),
  step("wideB", ["off"]),
  step("wideC", ["route"]),
  step("retry", ["join"], { retry_max: 3, retry_countdown: 30 }),
  step("off", ["join"], { disabled: true }),
  step("route", ["left", "right"]),
  step("left", ["join"]),
  step("right", ["deep"]),
  step("deep"),
  step("join", ["children"]),
  step("children", ["bad"]),
  step("bad", ["after"], { error_to: ["handle"] }),
  step("after"),
  step("handle", ["wait"]),
  step("wait", ["approve"]),
  step("approve", ["trigger"]),
  step("trigger"),
];
const child: JsonObject = { steps: [step("c1", ["c2"]), step("c2")] };

const scripts: Record<string, Script> = {
  retry: (request) => (request.attempt < 3 ? fail("again", request) : succeed("retried")),
  route: () => succeed("routed", { routes: ["left"] }),
  children: (request) => {
    if (request.mode.kind !== "resume") {
      const run = { application: "child", parameters: {}, configuration: undefined, queue: undefined };
      return suspend({ kind: "runs", runs: [run, run] });
    }
    const { value } = request.mode;
    return succeed(
      value.kind === "runs" ? value.runs.map((run) => [run.state, run.data.map((leaf) => leaf.step)]) : "wrong",
    );
  },
  bad: (request) => fail("bad", request),
  wait: (request) => (request.mode.kind === "resume" ? succeed() : suspend({ kind: "until", until: at(3600) })),
  approve: (request) => {
    if (request.mode.kind !== "resume") return suspend({ kind: "approval", title: "Go on?" });
    return request.mode.value.kind === "approval" && request.mode.value.approved
      ? succeed(request.mode.value.by)
      : fail();
  },
  trigger: async (_, hooks) => {
    const call = { application: "child", parameters: {}, configuration: undefined, queue: undefined };
    return succeed(await hooks.onCall({ kind: "run.trigger", index: 0, request: call }));
  },
};

const expected: Record<string, string> = {
  ...Object.fromEntries(application.map((entry) => [entry.name, "SUCCESS"])),
  bad: "FAILURE",
  right: "SKIPPED",
  deep: "SKIPPED",
  after: "SKIPPED",
};

function at(seconds: number): number {
  return new FakeClock().now() + seconds * 1000;
}

/** Moves time on, approving what asks for it, until every run of the store has ended. */
async function finishAll(host: TestEngine): Promise<void> {
  for (let round = 0; round < 1000; round += 1) {
    await settle();
    if (host.store.loadUnfinishedRuns().length === 0) return;
    const asked = host.store.events.findLast(
      (event) => event.type === "step.waiting" && event.wait.kind === "approval",
    );
    if (asked?.type === "step.waiting" && host.states(asked.runId)[asked.step] === "step.waiting") {
      await host.engine.approve(asked.stepRunId, { approved: true, by: "ann", comment: "" });
    } else if (!host.clock.advanceToNext()) {
      throw new Error(
        `Stands still: ${JSON.stringify(host.store.loadUnfinishedRuns().map((run) => host.states(run.record.id)))}`,
      );
    }
  }
  throw new Error("Does not end");
}

/** What must hold of any finished store, however often the program died. */
function check(store: MemoryRunStore): void {
  const ended = new Set<string>();
  for (const event of store.events) {
    if (event.type === "step.finished") {
      expect(ended.has(event.stepRunId), `${event.step} ended twice`).toBe(false);
      ended.add(event.stepRunId);
    } else if (event.type === "step.started") {
      expect(ended.has(event.stepRunId), `${event.step} ran again after its end`).toBe(false);
    }
  }
  const accepted = store.events.filter((event) => event.type === "run.accepted");
  expect(accepted.map((event) => event.run.depth)).toEqual([0, 1, 1, 1]);
  for (const { runId } of accepted) expect(store.findRun(runId)).toMatchObject({ state: "SUCCESS" });
  expect(store.events.filter((event) => event.type === "run.finished")).toHaveLength(4);
}

async function recoverFrom(store: MemoryRunStore, seed: number): Promise<TestEngine> {
  const last = store.events.at(-1);
  const host = new TestEngine({ scripts, applications: { child }, store, clock: new FakeClock(last?.at ?? 0), seed });
  await host.engine.recover();
  return host;
}

describe("After a crash", () => {
  it("a mixed application ends as it should from every prefix of its events, and no finished step runs again", async () => {
    const whole = new TestEngine({ scripts, applications: { child } });
    await whole.accept(application);
    await finishAll(whole);
    check(whole.store);
    const { length } = whole.store.events;
    expect(length).toBeGreaterThan(60);
    for (let count = 1; count < length; count += 1) {
      const host = await recoverFrom(whole.store.cut(count), 100 + count);
      await finishAll(host);
      check(host.store);
      expect(host.states("isapp-1"), `cut after ${count} events`).toEqual(expected);
      expect(host.finished("children")?.data, `cut after ${count} events`).toEqual(whole.finished("children")?.data);
      expect(host.bugs).toEqual([]);
    }
  });

  it("the same holds for a second crash during the recovery", async () => {
    const whole = new TestEngine({ scripts, applications: { child } });
    await whole.accept(application);
    await finishAll(whole);
    for (let count = 1; count < whole.store.events.length; count += 3) {
      const first = await recoverFrom(whole.store.cut(count), 1000 + count);
      await settle();
      const left = first.store.events.length;
      const host = await recoverFrom(first.store.cut(count + Math.floor((left - count) / 2)), 2000 + count);
      await finishAll(host);
      check(host.store);
      expect(host.states("isapp-1"), `cut after ${count} events`).toEqual(expected);
    }
  });

  it("any application ends as if nothing had happened, wherever the program died twice", async () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(scenarios, fc.tuple(place, place), async (scenario, places) => {
        const scripts = scriptsOf(scenario);
        let host = new TestEngine({ scripts });
        await host.run(scenario.steps, { plan: { pins: pinsOf(scenario) } });
        for (const [death, where] of places.entries()) {
          const { length } = host.store.events;
          const store = host.store.cut(1 + Math.floor(where * (length - 1)));
          host = new TestEngine({ scripts, store, seed: death + 2 });
          await host.engine.recover();
          await settle();
        }
        expect(host.states("isapp-1")).toEqual(expectedStates(scenario));
        expect(host.store.findRun("isapp-1")?.finishedAt).toBeDefined();
        const ends = host.store.events.filter((event) => event.type === "step.finished");
        expect(ends).toHaveLength(scenario.steps.length);
      }),
      { numRuns: 150 },
    );
  });

  it("a poison step fails even when the program died between its third recovery and its end", async () => {
    const poison: Record<string, Script> = { a: () => new Promise(() => undefined) };
    let host = new TestEngine({ scripts: poison });
    await host.accept([step("a", [], { error_to: ["b"] }), step("b")]);
    await settle();
    for (let death = 0; death < 3; death += 1) {
      host = new TestEngine({ scripts: poison, store: host.store.cut(host.store.events.length), seed: death + 2 });
      await host.engine.recover();
      await settle();
    }
    const third = host.store.events.findIndex((event) => event.type === "step.recovered" && event.recoveries === 3);
    const last = new TestEngine({ scripts: poison, store: host.store.cut(third + 1), seed: 9 });
    await last.engine.recover();
    expect((await last.end("isapp-1")).state).toBe("SUCCESS");
    expect(last.finished("a")?.error?.exception).toBe("RecoveryLimitException");
    expect(last.workers.began).toEqual(["b"]);
  });
});

import { describe, expect, it } from "vitest";
import type { ReusedSteps } from "../../core/engine/Engine.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { fail, readStored, type Script, succeed, suspend } from "../support/FakeStepWorkers.ts";
import { settle, step, TestEngine } from "../support/TestEngine.ts";

const held: Script = () => new Promise(() => undefined);

describe("A waiting retry", () => {
  const flaky: Script = (request) => (request.attempt === 1 ? fail("once", request) : succeed());
  const steps = [step("a", [], { retry_max: 1, retry_countdown: 100 })];

  it("says when it is due, and why", async () => {
    const host = new TestEngine({ scripts: { a: flaky } });
    await host.accept(steps);
    await settle();
    expect(host.store.events.at(-1)).toMatchObject({
      type: "step.retry",
      attempt: 1,
      retry: 0,
      delay: 100,
      retryAt: host.clock.now() + 100_000,
      error: { exception: "StepFailed", message: "once", attempt: 1 },
    });
    host.clock.advance(99_999);
    await settle();
    expect(host.workers.requests).toHaveLength(1);
    host.clock.advance(1);
    expect((await host.end("isapp-1")).state).toBe("SUCCESS");
    expect(host.store.events.findLast((event) => event.type === "step.started")).toMatchObject({
      attempt: 2,
      retry: 1,
    });
  });

  it("begins at once when a person asks, and not a second time when its hour comes", async () => {
    const host = new TestEngine({ scripts: { a: flaky } });
    await host.accept(steps);
    await settle();
    const event = host.store.events.at(-1);
    await host.engine.retryNow(event?.type === "step.retry" ? event.stepRunId : "");
    await settle();
    expect(host.store.findRun("isapp-1")?.state).toBe("SUCCESS");
    expect(host.clock.timers).toBe(0);
    expect(host.workers.requests).toHaveLength(2);
  });

  it("survives a restart: what is left of the time is waited", async () => {
    const before = new TestEngine({ scripts: { a: flaky } });
    await before.accept(steps);
    await settle();
    const clock = new FakeClock(before.clock.now() + 40_000);
    const host = new TestEngine({ scripts: { a: flaky }, store: before.store.cut(before.store.events.length), clock });
    await host.engine.recover();
    clock.advance(59_999);
    await settle();
    expect(host.workers.requests).toHaveLength(0);
    clock.advance(1);
    await settle();
    expect(host.workers.requests).toMatchObject([{ attempt: 2 }]);
  });

  it("begins at once when it fell due while the program was not there", async () => {
    const before = new TestEngine({ scripts: { a: flaky } });
    await before.accept(steps);
    await settle();
    const clock = new FakeClock(before.clock.now() + 1e9);
    const host = new TestEngine({ scripts: { a: flaky }, store: before.store.cut(before.store.events.length), clock });
    await host.engine.recover();
    expect((await host.end("isapp-1")).state).toBe("SUCCESS");
    expect(clock.now()).toBe(before.clock.now() + 1e9);
  });

  it("waits for capacity like any other step", async () => {
    const host = new TestEngine({ scripts: { a: flaky, b: held }, queues: { default: 1 } });
    await host.accept([...steps, step("b")]);
    await settle();
    host.clock.advance(200_000);
    await settle();
    expect(host.workers.began).toEqual(["a", "b"]);
  });

  it("keeps a warning of an earlier attempt", async () => {
    const warned: Script = (request) => (request.attempt === 1 ? { ...fail("x", request), warned: true } : succeed());
    const host = new TestEngine({ scripts: { a: warned } });
    expect(await host.run(steps)).toMatchObject({ state: "SUCCESS", warning: true });
    expect(host.finished("a")).toMatchObject({ state: "SUCCESS", warning: true });
  });
});

describe("Revoking a run", () => {
  it("ends waiting, retrying and pending steps at once, running ones by signal and kill", async () => {
    const host = new TestEngine({
      scripts: {
        running: held,
        retrying: (request) => fail("x", request),
        asking: () => suspend({ kind: "approval", title: "?" }),
        until: () => suspend({ kind: "until", until: host.clock.now() + 1e6 }),
      },
    });
    const { id } = await host.accept([
      step("running", ["pending"]),
      step("retrying", [], { retry_max: 5 }),
      step("asking"),
      step("until"),
      step("done"),
      step("pending"),
    ]);
    await settle();
    const revoked = host.engine.revoke(id);
    const ended = host.engine.finished(id);
    await revoked;
    expect(await ended).toMatchObject({ state: "REVOKED", warning: false });
    expect(host.states(id)).toEqual({
      running: "REVOKED",
      retrying: "REVOKED",
      asking: "REVOKED",
      until: "REVOKED",
      done: "SUCCESS",
      pending: "REVOKED",
    });
    expect(host.workers.revokes).toEqual([{ step: "running", graceMs: 5000 }]);
    const commit = host.store.commits.find((items) => items.some((item) => item.event.type === "run.revoking"));
    expect(commit?.filter((item) => item.event.type === "step.finished")).toHaveLength(4);
    expect(host.clock.timers).toBe(0);
    expect(host.workers.active).toBe(0);
  });

  it("lets no step begin whose start was on its way to disk", async () => {
    let open: () => void = () => undefined;
    const host = new TestEngine();
    host.store.gates.push(
      undefined,
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    const { id } = await host.accept([step("a", ["b"]), step("b", ["c"]), step("c")]);
    await settle();
    const revoked = host.engine.revoke(id);
    open();
    await revoked;
    expect(host.workers.began).toEqual(["a"]);
    expect(host.store.commits[1]?.map((item) => item.event.type)).toEqual(["step.finished", "step.started"]);
    expect(host.states(id)).toEqual({ a: "SUCCESS", b: "REVOKED", c: "REVOKED" });
  });

  it("keeps the result of an attempt that succeeds all the same", async () => {
    let end: () => void = () => undefined;
    const host = new TestEngine({
      scripts: { a: () => new Promise((resolve) => (end = () => resolve(succeed(1)))), b: held },
    });
    const { id } = await host.accept([step("a", ["c"]), step("b"), step("c")]);
    await settle();
    end();
    await host.engine.revoke(id);
    expect(host.states(id)).toEqual({ a: "SUCCESS", b: "REVOKED", c: "REVOKED" });
    expect(host.store.findRun(id)?.state).toBe("REVOKED");
  });

  it("of an ended run does nothing; of an unknown one is refused", async () => {
    const host = new TestEngine();
    await host.run([step("a")]);
    await host.engine.revoke("isapp-1");
    expect(host.store.findRun("isapp-1")?.state).toBe("SUCCESS");
    await expect(host.engine.revoke("isapp-9")).rejects.toMatchObject({ code: "not_found" });
    await expect(host.engine.finished("isapp-9")).rejects.toMatchObject({ code: "not_found" });
  });

  it("goes on after a crash, and takes the children along that it had not reached", async () => {
    const applications = { child: { steps: [step("c")] }, outer: { steps: [step("o")] } };
    const run = { parameters: {}, configuration: undefined, queue: undefined };
    const scripts: Record<string, Script> = {
      a: () => suspend({ kind: "runs", runs: [{ ...run, application: "outer" }] }),
      o: () => suspend({ kind: "runs", runs: [{ ...run, application: "child" }] }),
      c: held,
      b: held,
    };
    const before = new TestEngine({ scripts, applications });
    const { id } = await before.accept([step("a"), step("b")]);
    await settle();
    await before.engine.revoke(id);
    await settle();
    const { events } = before.store;
    const from = events.findIndex((event) => event.type === "run.revoking" && event.runId === id) + 1;
    for (let count = from; count <= events.length; count += 1) {
      const host = new TestEngine({ scripts, applications, store: before.store.cut(count), seed: 2 });
      await host.engine.recover();
      await settle();
      const ends = host.store.events.filter((event) => event.type === "run.finished");
      expect(
        ends.map((event) => event.state),
        `cut after ${count}`,
      ).toEqual(["REVOKED", "REVOKED", "REVOKED"]);
      expect(host.workers.requests).toEqual([]);
    }
  });
});

describe("Recovery", () => {
  /** A program that dies during the first attempt it sees, some times over. */
  async function die(times: number, scripts: Record<string, Script>, steps = [step("poison", ["next"]), step("next")]) {
    let host = new TestEngine({ scripts });
    await host.accept(steps);
    await settle();
    for (let death = 0; death < times; death += 1) {
      host = new TestEngine({ scripts, store: host.store.cut(host.store.events.length), seed: death + 2 });
      await host.engine.recover();
      await settle();
    }
    return host;
  }

  it("attempts a step again that was running, without counting a retry", async () => {
    const host = await die(1, { poison: held });
    expect(host.workers.requests).toMatchObject([{ stepName: "poison", attempt: 2, mode: { kind: "execute" } }]);
    const types = host.store.events.filter((event) => "step" in event).map((event) => event.type);
    expect(types).toEqual(["step.started", "step.recovered", "step.started"]);
    expect(host.store.events.at(-1)).toMatchObject({ attempt: 2, retry: 0 });
  });

  it("keeps the idempotency key over attempts", async () => {
    const first = new TestEngine({ scripts: { a: held } });
    await first.accept([step("a")]);
    await settle();
    const host = new TestEngine({ store: first.store.cut(first.store.events.length), seed: 2 });
    await host.engine.recover();
    await settle();
    expect(host.workers.requests[0]?.idempotencyKey).toBe(first.workers.requests[0]?.idempotencyKey);
  });

  it("fails a step that was recovered three times without ending", async () => {
    const host = await die(3, { poison: held });
    expect(host.workers.requests).toEqual([]);
    expect(host.finished("poison")).toMatchObject({
      state: "FAILURE",
      attempt: 3,
      error: { exception: "RecoveryLimitException", attempt: 3 },
    });
    expect(host.finished("next")?.state).toBe("SKIPPED");
    expect(host.store.findRun("isapp-1")?.state).toBe("FAILURE");
  });

  it("counts recoveries anew after an attempt that ended", async () => {
    const flaky: Script = (request) => (request.attempt === 3 ? fail("x", request) : new Promise(() => undefined));
    const steps = [step("poison", [], { retry_max: 1, retry_countdown: 0 })];
    let host = await die(2, { poison: flaky }, steps);
    host.clock.advance(0);
    await settle();
    expect(host.workers.requests.map((request) => request.attempt)).toEqual([3, 4]);
    host = new TestEngine({ scripts: { poison: flaky }, store: host.store.cut(host.store.events.length), seed: 9 });
    await host.engine.recover();
    await settle();
    expect(host.workers.requests).toMatchObject([{ attempt: 5 }]);
  });

  it("resumes a step again that died while it was resumed, with the same decision", async () => {
    const ask: Script = (request) =>
      request.mode.kind === "resume" ? new Promise(() => undefined) : suspend({ kind: "approval", title: "?" });
    const first = new TestEngine({ scripts: { a: ask } });
    await first.accept([step("a")]);
    await settle();
    const waiting = first.store.events.at(-1);
    await first.engine.approve(waiting?.type === "step.waiting" ? waiting.stepRunId : "", {
      approved: true,
      by: "ann",
      comment: "",
    });
    await settle();
    const host = new TestEngine({ scripts: { a: ask }, store: first.store.cut(first.store.events.length), seed: 2 });
    await host.engine.recover();
    await settle();
    expect(host.workers.requests).toMatchObject([
      { attempt: 3, mode: { kind: "resume", value: { kind: "approval", approved: true, by: "ann" } } },
    ]);
  });

  it("resolves when it is on disk and rejects when it cannot be stored", async () => {
    const first = new TestEngine({ scripts: { a: held } });
    await first.accept([step("a")]);
    await settle();
    const disk = first.store.cut(first.store.events.length);
    disk.failure = new Error("disk full");
    const broken = new TestEngine({ store: disk, seed: 2 });
    await expect(broken.engine.recover()).rejects.toThrow("disk full");
    disk.failure = undefined;
    const host = new TestEngine({ store: disk, seed: 3 });
    expect(await host.engine.recover()).toEqual(["isapp-1"]);
    expect(disk.events.some((event) => event.type === "step.recovered")).toBe(true);
    expect(await host.engine.recover()).toEqual([]);
  });

  it("leaves runs of which all is over alone", async () => {
    const first = new TestEngine();
    await first.run([step("a")]);
    const host = new TestEngine({ store: first.store });
    expect(await host.engine.recover()).toEqual([]);
  });
});

describe("A re-run from steps", () => {
  it("copies the results of the others in the commit of its acceptance, with data and routes", async () => {
    const parameters = new Uint8Array([9]);
    const steps = [
      step("again", ["end"], { data_from: ["choose"] }),
      step("choose", ["left", "right"]),
      step("left", ["again"]),
      step("right"),
      step("bad", [], { error_to: ["again"] }),
      step("end"),
    ];
    const scripts: Record<string, Script> = {
      choose: () => succeed("picked", { routes: ["left", "again"], parameters }),
      bad: (request) => fail("bad", request),
    };
    const host = new TestEngine({ scripts });
    await host.run(steps);
    const reused: ReusedSteps = { steps: {} };
    for (const name of ["choose", "left", "right", "bad"]) {
      const event = host.finished(name);
      if (event === undefined || event.state === "REVOKED") throw new Error(name);
      const { stepRunId, state, error, skipped } = event;
      reused.steps[name] = {
        stepRunId,
        routes: event.routes,
        state,
        ...(error === undefined ? {} : { error }),
        ...(skipped === undefined ? {} : { skipped }),
      };
    }
    const began = host.workers.began.length;
    const ended = await host.run(steps, { reused });
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true });
    expect(host.workers.began.slice(began)).toEqual(["again", "end"]);
    const commit = host.store.commits.find((items) => items.some((item) => item.event.runId === "isapp-2"));
    expect(
      commit?.map((item) => ("step" in item.event ? [item.event.step, item.event.type] : item.event.type)),
    ).toEqual([
      "run.accepted",
      ["choose", "step.finished"],
      ["bad", "step.finished"],
      ["left", "step.finished"],
      ["right", "step.finished"],
      "run.started",
      ["again", "step.started"],
    ]);
    expect(commit?.[1]).toMatchObject({
      event: { reusedFrom: reused.steps.choose?.stepRunId, routes: ["left", "again"], data: { kind: "value" } },
      parameters,
    });
    const inputs = host.workers.requests.at(-2)?.inputs.map((input) => {
      if (input.data.kind === "none") return undefined;
      return input.data.kind === "plain" ? "error" : readStored(input.data.stored);
    });
    expect(inputs).toEqual(["picked", "left", "error"]);
  });

  it("decides what nobody copied by the taken edges", async () => {
    const host = new TestEngine({ scripts: { choose: () => succeed(1, { routes: ["left"] }) } });
    const steps = [step("choose", ["left", "right"]), step("left"), step("right", ["deep"]), step("deep")];
    await host.run(steps);
    const choose = host.finished("choose");
    const reused = { steps: { choose: { stepRunId: choose?.stepRunId ?? "", routes: choose?.routes } } };
    const ended = await host.run(steps, { reused });
    expect(ended.state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["choose", "left", "left"]);
    expect(host.states("isapp-2")).toMatchObject({ right: "SKIPPED", deep: "SKIPPED" });
  });

  it("that copies everything ends at once", async () => {
    const host = new TestEngine();
    await host.run([step("a")]);
    const reused = { steps: { a: { stepRunId: host.finished("a")?.stepRunId ?? "", routes: undefined } } };
    expect((await host.run([step("a")], { reused })).state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["a"]);
  });
});

describe("Closing the engine", () => {
  it("waits for running attempts, stores their results and begins nothing more", async () => {
    let end: () => void = () => undefined;
    const host = new TestEngine({
      scripts: { a: () => new Promise((resolve) => (end = () => resolve(succeed(1)))) },
    });
    const { id } = await host.accept([step("a", ["b"]), step("b")]);
    const unfinished = expect(host.engine.finished(id)).rejects.toMatchObject({ code: "run_not_finished" });
    await settle();
    const closed = host.engine.close(10_000);
    end();
    await closed;
    await unfinished;
    expect(host.states(id)).toEqual({ a: "SUCCESS" });
    expect(host.clock.timers).toBe(0);
    await expect(host.accept([step("c")])).rejects.toThrow("closed");
    const next = new TestEngine({ store: host.store.cut(host.store.events.length), seed: 2 });
    await next.engine.recover();
    expect((await next.end(id)).state).toBe("SUCCESS");
    expect(next.workers.began).toEqual(["b"]);
  });

  it("kills what has not ended in time, without storing an end for it", async () => {
    const host = new TestEngine({ scripts: { a: held, r: (request) => fail("x", request) } });
    const { id } = await host.accept([step("a"), step("r", [], { retry_max: 1 })]);
    await settle();
    let isClosed = false;
    const closed = host.engine.close(3000).then(() => {
      isClosed = true;
    });
    host.clock.advance(2999);
    await settle();
    expect(isClosed).toBe(false);
    host.clock.advance(1);
    await closed;
    expect(host.workers.revokes).toEqual([{ step: "a", graceMs: 0 }]);
    expect(host.states(id)).toEqual({ a: "step.started", r: "step.retry" });
    expect(host.clock.timers).toBe(0);
  });
});

describe("A wide application", () => {
  it("of 1,000 steps that feed one ends with every input in order", async () => {
    const wide = Array.from({ length: 1000 }, (_, index) => step(`s${index}`, ["end"]));
    const host = new TestEngine({ queues: { default: 8 } });
    const ended = await host.run([...wide, step("end")]);
    expect(ended.state).toBe("SUCCESS");
    const inputs = host.workers.requests.at(-1)?.inputs ?? [];
    expect(inputs).toHaveLength(1000);
    expect(inputs.every((input, index) => input.step === `s${index}` && input.data.kind === "stored")).toBe(true);
    expect(host.workers.peak).toBe(8);
  });
});

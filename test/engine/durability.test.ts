import { describe, expect, it } from "vitest";
import type { ReportEntry } from "../../core/model/Report.ts";
import { fail, store, succeed, suspend } from "../support/FakeStepWorkers.ts";
import { settle, step, TestEngine } from "../support/TestEngine.ts";

describe("The engine", () => {
  it("begins an attempt only when its start is on disk, and a consumer only after the result", async () => {
    let open: () => void = () => undefined;
    const host = new TestEngine();
    await host.accept([step("a", ["b"]), step("b")]);
    const { store: disk } = host;
    disk.gate = new Promise((resolve) => {
      open = resolve;
    });
    // The start of `a` went out before the gate closed; its result waits.
    await settle();
    expect(host.workers.began).toEqual(["a"]);
    expect(host.states("isapp-1")).toEqual({ a: "step.started" });
    open();
    disk.gate = undefined;
    expect((await host.end("isapp-1")).state).toBe("SUCCESS");
  });

  it("resolves accept only when the run is on disk, and rejects when it cannot be stored", async () => {
    const host = new TestEngine();
    host.store.failure = new Error("disk full");
    await expect(host.accept([step("a")])).rejects.toThrow("disk full");
    await settle();
    expect(host.workers.began).toEqual([]);
    await expect(host.engine.finished("isapp-1")).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends the attempts of a run that cannot be stored, leaves it as it is on disk, and goes on with others", async () => {
    const host = new TestEngine({
      scripts: { long: () => new Promise(() => undefined), quick: () => succeed() },
      queues: { default: 2 },
    });
    const { id } = await host.accept([step("long"), step("quick", ["next"]), step("next")]);
    const ended = host.engine.finished(id);
    const settled = expect(ended).rejects.toThrow("disk full");
    host.store.failure = new Error("disk full");
    const before = host.store.events.length;
    await settle();
    await settled;
    expect(host.store.events.length).toBe(before);
    expect(host.workers.revokes.map((revoke) => revoke.step)).not.toContain("next");
    expect(host.workers.active).toBe(0);
    await expect(host.engine.finished(id)).rejects.toThrow("disk full");
    await expect(host.engine.revoke(id)).rejects.toThrow("disk full");
    host.store.failure = undefined;
    expect((await host.run([step("other")])).state).toBe("SUCCESS");
    expect(host.clock.timers).toBe(0);
  });

  it("takes up a run again that could not be stored, in the same process", async () => {
    const host = new TestEngine();
    const { id } = await host.accept([step("a", ["b"]), step("b")]);
    host.store.failure = new Error("disk full");
    await settle();
    host.store.failure = undefined;
    expect(await host.engine.recover()).toEqual([id]);
    expect((await host.end(id)).state).toBe("SUCCESS");
  });

  it("rejects those who wait for a run whose awaited child cannot be stored", async () => {
    let open: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    const host = new TestEngine({
      scripts: {
        wait: () =>
          suspend({
            kind: "runs",
            runs: [{ application: "child", parameters: {}, configuration: undefined, queue: undefined }],
          }),
        c: () => held.then(() => succeed()),
      },
      applications: { child: { steps: [step("c")] } },
    });
    const { id } = await host.accept([step("wait")]);
    const ended = expect(host.engine.finished(id)).rejects.toThrow("disk full");
    await settle();
    host.store.failure = new Error("disk full");
    open();
    await ended;
    expect(host.states(id)).toEqual({ wait: "step.waiting" });
  });

  it("tells subscribers of all runs in the order of the numbers, also when many commits become one", async () => {
    const host = new TestEngine({ queues: { default: 4 } });
    host.store.isGrouped = true;
    const accepted = Array.from({ length: 6 }, () => host.accept([step("a", ["b", "c"]), step("b"), step("c")]));
    for (const run of await Promise.all(accepted)) await host.end(run.id);
    for (let run = 0; run < 3; run += 1) {
      const next = host.accept([step("a", ["b"]), step("b")]);
      await host.run([step("x", ["y"]), step("y")]);
      await host.end((await next).id);
    }
    const numbers = host.events.map((event) => event.seq ?? 0);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(host.events).toEqual(host.store.events);
  });

  it("stores results that arrive during a commit together with the next one", async () => {
    let open: () => void = () => undefined;
    const host = new TestEngine({ queues: { default: 10 } });
    const wide = Array.from({ length: 8 }, (_, index) => step(`s${index}`));
    await host.accept(wide);
    host.store.gate = new Promise((resolve) => {
      open = resolve;
    });
    await settle();
    open();
    await host.end("isapp-1");
    expect(host.store.commits.map((commit) => commit.length)).toEqual([10, 1, 8]);
  });

  it("keeps no timer, run or capacity when all has ended", async () => {
    const host = new TestEngine({ scripts: { bad: (request) => fail("no", request) }, queues: { default: 1 } });
    const steps = [step("a", ["bad"]), step("bad", [], { retry_max: 2, retry_countdown: 5 })];
    for (let run = 0; run < 3; run += 1) await host.run(steps);
    expect(host.clock.timers).toBe(0);
    expect(host.engine.stalledRuns()).toEqual([]);
    expect((await host.run([step("last")])).state).toBe("SUCCESS");
    expect((await host.engine.finished("isapp-1")).state).toBe("FAILURE");
  });

  it("fails an attempt that the pool could not run, and reports the fault", async () => {
    const host = new TestEngine({
      scripts: {
        a: () => {
          throw new Error("pool broke");
        },
      },
    });
    expect((await host.run([step("a")])).state).toBe("FAILURE");
    expect(host.finished("a")?.error).toMatchObject({ message: "pool broke" });
    expect(host.bugs).toHaveLength(1);
  });

  it("stores saved data, recorded parameters, sample and report with the result", async () => {
    const parameters = new Uint8Array([1, 2]);
    const sample = { json: '{"a":"key"}', schema: {}, count: undefined, bytes: 11 };
    const report: ReportEntry[] = [
      { kind: "column", table: "t", column: "key1", title: "The key" },
      { kind: "row", table: "key", dataKey: "my key", key: "a key", status: "New", row: { who: "key" } },
    ];
    const host = new TestEngine({
      scripts: { a: () => succeed("key", { parameters, sample, report }) },
      mask: (text) => text.replaceAll("key", "•••"),
    });
    await host.run([step("a")]);
    const item = host.store.commits.flat().find(({ event }) => event.type === "step.finished");
    expect(item).toMatchObject({
      output: store("key"),
      parameters,
      sample: { json: '{"a":"•••"}' },
      report: [
        { kind: "column", table: "t", column: "•••1", title: "The •••" },
        { kind: "row", table: "•••", dataKey: "my •••", key: "a •••", status: "New", row: { who: "•••" } },
      ],
    });
  });
});

describe("Secrets", () => {
  it("are masked in errors, log lines and approval titles before anyone hears of them", async () => {
    const host = new TestEngine({
      scripts: {
        bad: (_, hooks) => {
          hooks.onLog([{ time: 1, level: 30, module: "step", message: "using key" }]);
          const error = { exception: "E", message: "no key", stack: "key.ts:1", attempt: 1, tail: "key" };
          return { kind: "failure", error, warned: true, parameters: undefined };
        },
        ask: () => suspend({ kind: "approval", title: "Use key?" }),
      },
      mask: (text) => text.replaceAll("key", "•••"),
    });
    await host.accept([step("bad", [], { retry_max: 1, retry_countdown: 1 }), step("ask")]);
    await settle();
    host.clock.advance(2000);
    await settle();
    expect(JSON.stringify(host.store.commits.flat().map((item) => item.event))).not.toContain("key");
    expect(JSON.stringify(host.events)).not.toContain("key");
    expect(host.finished("bad")?.error).toEqual({
      exception: "E",
      message: "no •••",
      stack: "•••.ts:1",
      attempt: 1,
      tail: "•••",
    });
  });
});

describe("Log lines", () => {
  const line = (message: string, level = 30) => ({ time: 7, level, module: "step", message });

  it("are stored every 250 ms while the attempt runs, the rest with the result", async () => {
    let end: () => void = () => undefined;
    const host = new TestEngine({
      scripts: {
        a: async (_, hooks) => {
          hooks.onLog([line("one"), line("two")]);
          await new Promise<void>((resolve) => {
            end = resolve;
          });
          hooks.onLog([line("three")]);
          return succeed();
        },
      },
    });
    await host.accept([step("a")]);
    const logged = () => host.store.events.flatMap((event) => (event.type === "step.log" ? [event.message] : []));
    await settle();
    host.clock.advance(249);
    await settle();
    expect(logged()).toEqual([]);
    host.clock.advance(1);
    await settle();
    expect(logged()).toEqual(["one", "two"]);
    end();
    await host.end("isapp-1");
    expect(host.store.commits.at(-1)?.map((item) => item.event.type)).toEqual([
      "step.log",
      "step.finished",
      "run.finished",
    ]);
    expect(host.store.events.find((event) => event.type === "step.log")).toMatchObject({
      at: 7,
      step: "a",
      attempt: 1,
    });
    expect(host.clock.timers).toBe(0);
  });

  it("are stored at once when there are 64 KB of them", async () => {
    const host = new TestEngine({
      scripts: {
        a: (_, hooks) => {
          hooks.onLog([line("x".repeat(65_536))]);
          return new Promise(() => undefined);
        },
      },
    });
    await host.accept([step("a")]);
    await settle();
    expect(host.store.commits.at(-1)?.map((item) => item.event.type)).toEqual(["step.log"]);
  });

  it("below the level of the run are dropped, flow and above never", async () => {
    const host = new TestEngine({
      scripts: {
        a: (_, hooks) => {
          hooks.onLog([line("debug", 10), line("flow", 25), line("warning", 30), line("error", 40)]);
          return succeed();
        },
      },
    });
    await host.run([step("a")], { record: { logLevel: 40 } });
    const kept = host.store.events.flatMap((event) => (event.type === "step.log" ? [event.message] : []));
    expect(kept).toEqual(["flow", "warning", "error"]);
  });

  it("of an ended attempt are not taken any more", async () => {
    let late: () => void = () => undefined;
    const host = new TestEngine({
      scripts: {
        a: (_, hooks) => {
          late = () => hooks.onLog([line("late")]);
          return succeed();
        },
      },
    });
    await host.run([step("a")]);
    late();
    await settle();
    expect(host.store.events.some((event) => event.type === "step.log")).toBe(false);
    expect(host.clock.timers).toBe(0);
  });
});

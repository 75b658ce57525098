import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SluiceError } from "../../core/base/SluiceError.ts";
import { openParameters } from "../../core/data/pair.ts";
import type { HostCall } from "../../core/engine/ports/StepWorkers.ts";
import { startHttpPeer } from "../support/httpPeer.ts";
import { WorkerBench } from "../support/WorkerBench.ts";

describe("an attempt", () => {
  let bench: WorkerBench;
  beforeAll(async () => {
    bench = await WorkerBench.create();
  });
  afterAll(() => bench.close());

  it("gets the joined data of its producers and hands on what it saves", async () => {
    const { data } = await bench.run("goodSteps/Echo", { from: [[{ id: 1 }], undefined, [{ id: 2 }]] });
    expect(data).toEqual({ data: [{ id: 1 }, { id: 2 }], text: "", doubled: [2, 4] });
  });

  it("resolves variables of configuration and application in its parameters", async () => {
    const { data } = await bench.run("goodSteps/Echo", {
      parameters: { text: "${config.host}/${appvar.city}" },
      configuration: { host: "db" },
      appVariables: { city: "Oslo" },
    });
    expect(data).toMatchObject({ text: "db/Oslo" });
  });

  it("records the parameters it used, sealed, and a later step reads them", async () => {
    const chosen = await bench.run("goodSteps/Chooses", {
      parameters: { names: ["small", "c"], token: "${config.token}" },
      configuration: { token: "s3cret-token" },
      consumers: ["a", "b", "c"],
      outputs: [{ name: "big" }, { name: "small" }],
      routes: { small: ["b"] },
      generateReport: true,
    });
    expect(chosen.outcome).toMatchObject({
      kind: "success",
      routes: ["b", "c"],
      report: [
        { kind: "column", table: "choices", column: "names", title: "Names" },
        { kind: "row", table: "choices", key: "1", dataKey: "a", status: "Updated", row: { names: "some" } },
      ],
    });
    const sealed = chosen.outcome.kind === "success" ? chosen.outcome.parameters : undefined;
    const recorded = sealed ?? new Uint8Array();
    expect(openParameters(recorded, bench.dataKey)).toEqual({ names: ["small", "c"], token: "s3cret-token" });
    expect(Buffer.from(recorded).includes("s3cret")).toBe(false);

    const later = await bench.run("goodSteps/ReadsEarlierParameter", { previousParameters: { choose: recorded } });
    expect(later.data).toBe("s3cret-token");
    const none = await bench.run("goodSteps/ReadsEarlierParameter");
    expect(none.outcome).toMatchObject({ kind: "failure", error: { exception: "DataNotAvailableException" } });
  });

  it("refuses a route that is no output and no consumer", async () => {
    const { outcome } = await bench.run("goodSteps/Chooses", { parameters: { names: ["nowhere"] }, consumers: ["a"] });
    expect(outcome).toMatchObject({ kind: "failure", error: { exception: "UnknownRouteException" } });
  });

  it("asks the host for cache and runs, and gets its errors by name and message", async () => {
    const calls: HostCall[] = [];
    const cache = new Map<string, unknown>();
    const { data } = await bench.run("goodSteps/CallsHost", {
      async answer(call) {
        calls.push(call);
        if (call.kind === "cache.save") cache.set(call.id, call.value);
        if (call.kind === "cache.read") return (cache.get(call.id) ?? null) as never;
        if (call.kind === "cache.delete") return cache.delete(call.id);
        if (call.kind !== "run.trigger") return null;
        if (call.request.application === "Unknown") throw new SluiceError("not_found", "No application Unknown");
        return { runId: `run-${call.index}` };
      },
    });
    expect(data).toEqual({
      read: { n: 1 },
      missing: undefined,
      deleted: true,
      first: { runId: "run-0" },
      second: { runId: "run-1" },
      failure: { name: "SluiceError", message: "No application Unknown" },
    });
    expect(calls.filter((call) => call.kind === "run.trigger").map((call) => call.request)).toEqual([
      { application: "Other", parameters: {}, configuration: undefined, queue: undefined },
      { application: "Other", parameters: { city: "Oslo" }, configuration: undefined, queue: undefined },
      { application: "Unknown", parameters: {}, configuration: undefined, queue: undefined },
    ]);
  });

  it("suspends with what it waits for, and resumes with what ended the wait", async () => {
    const begun = await bench.run("goodSteps/Suspends", { parameters: { city: "Oslo" } });
    expect(begun.outcome).toMatchObject({
      kind: "suspended",
      wait: { kind: "runs", runs: [{ application: "Child", parameters: { city: "Oslo" } }] },
    });
    const stored = await bench.stored({ temperature: 3 });
    const runs = [{ runId: "child", state: "SUCCESS" as const, data: [{ step: "last", stored }] }];
    const resumed = await bench.run("goodSteps/Suspends", { mode: { kind: "resume", value: { kind: "runs", runs } } });
    expect(resumed.data).toEqual([["child", "SUCCESS", { last: { temperature: 3 } }]]);
  });

  it("only joins for a disabled step, and passes on a list with a warning when that is impossible", async () => {
    const joined = await bench.run("goodSteps/Echo", { mode: { kind: "join" }, from: [[1], [2]] });
    expect(joined.data).toEqual([1, 2]);
    const mixed = await bench.run("goodSteps/Echo", { mode: { kind: "join" }, from: [[1], "text"] });
    expect(mixed.data).toEqual([[1], "text"]);
    expect(mixed.outcome.kind === "success" && mixed.outcome.warned).toBe(true);
  });

  it("turns console, stdout and stderr into log lines with level and origin", async () => {
    const { logs, outcome } = await bench.run("goodSteps/Logs", { logLevel: 10 });
    const lines = logs.map(({ level, module, message }) => [level, module, message]);
    expect(lines.filter(([, module]) => module !== "stdout" && module !== "stderr")).toEqual([
      [10, "Logs", "step debug"],
      [25, "Logs", "step flow"],
      [20, "console", "console log { a: 1 }"],
      [30, "console", "console warn"],
      [40, "console", "console error"],
      [10, "console", "console debug"],
    ]);
    expect(lines.filter(([, module]) => module === "stdout")).toEqual([
      [20, "stdout", "raw one"],
      [20, "stdout", "raw two"],
    ]);
    expect(lines.filter(([, module]) => module === "stderr")).toEqual([[20, "stderr", "raw error"]]);
    expect(outcome.warned).toBe(true);
  });

  it("drops lines below the level of the run but never flow", async () => {
    const { logs } = await bench.run("goodSteps/Logs", { logLevel: 40 });
    expect(logs.map((line) => line.message)).toEqual(["step flow", "console warn", "console error"]);
  });

  it("is heard before it spins without end", async () => {
    const { logs } = await bench.run("badSteps/Spins", { limits: { wallMs: 300 } });
    expect(logs.map((line) => line.message)).toEqual(["before the loop"]);
  });

  it("is heard while it spins", async () => {
    const { logs } = await bench.run("badSteps/LogsAndSpins", { limits: { wallMs: 2_000 } });
    expect(logs.length).toBeGreaterThan(2);
  });

  it("shows the author's TypeScript lines and none of ours in a stack", async () => {
    const { outcome } = await bench.run("badSteps/Throws");
    const stack = outcome.kind === "failure" ? (outcome.error.stack ?? "") : "";
    const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
    expect(frames[0]).toMatch(/at check \(.*test\/fixtures\/badSteps\/Throws\.ts:19:9\)$/);
    expect(frames[1]).toMatch(/at Throws\.execute \(.*badSteps\/Throws\.ts:14:5\)$/);
    expect(stack).toContain("Caused by: TypeError: the peer said so");
    expect(stack).not.toMatch(/core\/workers|node:internal|file:\/\//);
  });

  it("streams a dataset to the next step", async () => {
    const saved = await bench.run("goodSteps/StreamsRows");
    const stored = saved.outcome.kind === "success" ? saved.outcome.data : undefined;
    expect(stored?.summary).toMatchObject({ kind: "dataset", count: 2_500 });
    if (stored === undefined) throw new Error("nothing saved");
    const inputs = [{ step: "rows", position: 0, data: { kind: "stored" as const, stored } }];
    const { data } = await bench.run("goodSteps/SumsRows", { inputs });
    expect(data).toEqual({ sum: 3_123_750, again: 2_500 });
  });

  it.each([1, 1_000, 1_500_000, 100_000_000])(
    "passes %i bytes to the next step",
    { timeout: 60_000 },
    async (bytes) => {
      const limits = { memoryMb: 512 };
      const made = await bench.run("goodSteps/MakesBytes", { parameters: { bytes }, limits });
      const stored = made.outcome.kind === "success" ? made.outcome.data : undefined;
      if (stored === undefined) throw new Error("nothing saved");
      expect(stored.kind).toBe(bytes > 1_048_576 ? "blob" : "inline");
      const inputs = [{ step: "bytes", position: 0, data: { kind: "stored" as const, stored } }];
      const { data } = await bench.run("goodSteps/CountsBytes", { inputs, limits });
      expect(data).toEqual({ length: bytes, last: 7 });
    },
  );

  it("keeps a sample when it is asked to", async () => {
    const { outcome } = await bench.run("goodSteps/Echo", { sample: true, parameters: { text: "hello" } });
    expect(outcome).toMatchObject({ sample: { json: expect.stringContaining("hello"), schema: { type: "object" } } });
  });

  it("has what it has open while a check of the one before it goes on, and keeps its process", async () => {
    const events = bench.events.length;
    await bench.run("goodSteps/ClosesLate", { parameters: { late: 90 } });
    // The check has begun, and waits for what is closing.
    await delay(30);
    await bench.run("goodSteps/ClosesLate", { parameters: { wait: 300 } });
    // Another class comes after a check.
    await bench.run("goodSteps/Echo");
    expect(bench.events.slice(events).filter(({ kind }) => kind === "replaced")).toEqual([]);
  });

  it("may use fetch without losing its process", async () => {
    const peer = await startHttpPeer({ "/": ({ json }) => json({ answer: 42 }) });
    try {
      const events = bench.events.length;
      for (let time = 0; time < 3; time += 1) {
        const { data } = await bench.run("goodSteps/Fetches", { parameters: { url: `${peer.url}/` } });
        expect(data).toEqual({ answer: 42 });
      }
      expect(bench.events.slice(events).filter((event) => event.kind === "replaced")).toEqual([]);
    } finally {
      await peer.close();
    }
  });
});

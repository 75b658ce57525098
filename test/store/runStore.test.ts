import { describe, expect, test } from "vitest";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import { projectCommits } from "../../core/store/runs/projectCommit.ts";
import { blob, buildRun, inline, logLine, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

describe("commit", () => {
  test("numbers events in the order of storing, over runs and log lines", async () => {
    const { runs } = await openTestStore();
    const [a, b] = [buildRun(1), buildRun(2)];
    const first = await runs.commit([a.accepted, a.started(0)]);
    const second = await runs.commit([b.accepted, logLine(a, 0, { level: 25, message: "hello" })]);
    expect([...first, ...second].map((event) => event.seq)).toEqual([1, 2, 3, 4]);
    expect(second[1]).toEqual({ ...logLine(a, 0, { level: 25, message: "hello" }).event, seq: 4 });
  });

  test("stores once what the runs of one commit share", async () => {
    const [a, b, c] = [buildRun(1), buildRun(2), buildRun(3, { steps: ["other"] })];
    const parts = { unwrap: () => new Uint8Array(32), shapes: new Set<string>(), isStored: () => false };
    const writes = projectCommits([a.accepted, b.accepted, c.accepted], parts);
    expect(writes.filter(([name]) => name === "shape.insert")).toHaveLength(2);
    const { runs } = await openTestStore();
    await runs.commit([a.accepted, b.accepted, c.accepted]);
    expect([a, b, c].map(({ id }) => runs.readPlan(id).document)).toEqual([a, b, c].map(({ plan }) => plan.document));
  });

  test("goes on counting after the store was opened again", async () => {
    const store = await openTestStore();
    const run = buildRun(1);
    await store.runs.commit([run.accepted, logLine(run, 0, { level: 25, message: "x" })]);
    await store.close();
    const again = await openTestStore({ folder: store.folder.root });
    const [event] = await again.runs.commit([run.started(0)]);
    expect(event?.seq).toBe(3);
  });

  test("keeps the state of each step run up to date", async () => {
    const { runs, reader } = await openTestStore();
    const steps = ["ok", "failing", "waiting", "skipped", "retrying", "woken"];
    const run = buildRun(1, { steps, stepIds: { ok: "id-of-ok" } });
    const error = { exception: "Error", message: "no", attempt: 2 };
    const untouched = {
      runId: run.id,
      file: "Log",
      stepId: undefined,
      attempts: 1,
      warning: false,
      startedAt: start + 10,
      finishedAt: undefined,
      error: undefined,
      skipped: undefined,
      wait: undefined,
      retryAt: undefined,
      data: undefined,
      pinned: false,
      disabled: false,
      reusedFrom: undefined,
    };
    await runs.commit([run.accepted, { event: { type: "run.started", at: start + 5, runId: run.id } }]);
    await runs.commit([0, 1, 2, 4, 5].map((position) => run.started(position)));
    const wait = { kind: "until", until: start + 99 } as const;
    await runs.commit([
      run.succeeded(0, inline("data")),
      { event: { type: "step.waiting", ...run.at(2), attempt: 1, wait }, parameters: new Uint8Array([7]) },
      {
        event: {
          type: "step.finished",
          ...run.at(3),
          state: "SKIPPED",
          attempt: 0,
          warning: false,
          skipped: { reason: "failed", step: "failing" },
        },
      },
      { event: { type: "step.retry", ...run.at(4), attempt: 1, retry: 0, delay: 1, retryAt: start + 50, error } },
      { event: { type: "step.waiting", ...run.at(5), attempt: 1, wait } },
      { event: { type: "step.awoken", ...run.at(5) } },
    ]);
    await runs.commit([
      { event: { type: "step.retry", ...run.at(1), attempt: 1, retry: 0, delay: 0, retryAt: start, error } },
      { event: { type: "step.retryNow", ...run.at(1) } },
      run.started(1, { attempt: 2, retry: 1, at: start + 15 }),
      {
        event: {
          type: "step.finished",
          ...run.at(1),
          state: "FAILURE",
          attempt: 2,
          warning: true,
          error,
          routes: ["b"],
        },
      },
    ]);
    const data = { kind: "value", bytes: 4 } as const;
    expect(reader.stepRuns(run.id)).toEqual([
      {
        ...untouched,
        id: run.stepRun(0),
        name: "ok",
        position: 0,
        stepId: "id-of-ok",
        state: "SUCCESS",
        finishedAt: start + 20,
        data,
      },
      {
        ...untouched,
        id: run.stepRun(1),
        name: "failing",
        position: 1,
        state: "FAILURE",
        attempts: 2,
        warning: true,
        finishedAt: start + 10,
        error,
      },
      { ...untouched, id: run.stepRun(2), name: "waiting", position: 2, state: "WAITING", wait },
      {
        ...untouched,
        id: run.stepRun(3),
        name: "skipped",
        position: 3,
        state: "SKIPPED",
        attempts: 0,
        startedAt: undefined,
        finishedAt: start + 10,
        skipped: { reason: "failed", step: "failing" },
      },
      { ...untouched, id: run.stepRun(4), name: "retrying", position: 4, state: "RETRY", retryAt: start + 50, error },
      { ...untouched, id: run.stepRun(5), name: "woken", position: 5, state: "PENDING" },
    ]);
    expect(reader.routes(run.stepRun(1))).toEqual(["b"]);
    expect(reader.routes(run.stepRun(0))).toBeUndefined();
    expect(runs.readParameters([run.stepRun(2)])).toEqual(new Map([[run.stepRun(2), new Uint8Array([7])]]));
  });

  test("keeps the state of the run up to date", async () => {
    const { runs } = await openTestStore();
    const run = buildRun(1, { record: { configuration: "prod", replayOf: "isapp-0", triggeredBy: { kind: "API" } } });
    await runs.commit([run.accepted]);
    expect(runs.findRun(run.id)).toEqual(run.record);
    await runs.commit([{ event: { type: "run.started", at: start + 5, runId: run.id } }, run.ended("FAILURE")]);
    expect(runs.findRun(run.id)).toEqual({
      ...run.record,
      state: "FAILURE",
      startedAt: start + 5,
      finishedAt: start + 30,
    });
  });

  test("keeps the plan as it was, the sign of -0 included", async () => {
    const { runs, vault } = await openTestStore();
    const plan = {
      document: { name: "flow", steps: [{ name: "first", file: "Log", limit: -0 }] },
      configuration: { name: "prod", configuration_data: [{ name: "low", value: -0 }] },
      parameters: { least: -0, list: [1, -0] },
    };
    const run = buildRun(1, { vault, plan });
    await runs.commit([run.accepted]);
    expect(runs.readPlan(run.id)).toEqual(run.plan);
  });

  test("stores a commit whole or not at all", async () => {
    const { runs, reader } = await openTestStore();
    const run = buildRun(1);
    await runs.commit([run.accepted]);
    const unknown = buildRun(2);
    await expect(runs.commit([run.started(0), unknown.started(0)])).rejects.toThrow("does not exist or has ended");
    expect(reader.findStepRun(run.stepRun(0))?.state).toBe("PENDING");
    expect(reader.events({ after: 0, limit: 10 }).map((event) => event.type)).toEqual(["run.accepted"]);
  });

  test("takes back only the commit that is wrong among those stored together", async () => {
    const { runs, reader } = await openTestStore();
    const good = Array.from({ length: 20 }, (_, index) => buildRun(index + 1));
    const wrong: Commit[] = [buildRun(50).accepted, buildRun(99).started(0)];
    const promises = good.map((run) => runs.commit([run.accepted]));
    promises.splice(10, 0, runs.commit(wrong));
    const results = await Promise.allSettled(promises);
    expect(results.map(({ status }) => status)).toEqual(
      results.map((_, index) => (index === 10 ? "rejected" : "fulfilled")),
    );
    expect(reader.list({ limit: 100 })).toHaveLength(20);
    const numbers = results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
    expect(numbers.map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test("refuses to change what has ended", async () => {
    const { runs } = await openTestStore();
    const run = buildRun(1);
    await runs.commit([run.accepted, run.started(0), run.succeeded(0), run.ended()]);
    await expect(runs.commit([run.succeeded(0)])).rejects.toThrow("has ended");
    await expect(runs.commit([run.started(0)])).rejects.toThrow("has ended");
    await expect(runs.commit([run.ended("FAILURE")])).rejects.toThrow("has ended");
  });

  test("takes bytes that are a view of larger memory", async () => {
    const { runs } = await openTestStore();
    const run = buildRun(1);
    const memory = new Uint8Array(100_000).fill(1);
    const bytes = memory.subarray(10, 13);
    await runs.commit([
      run.accepted,
      run.succeeded(0, { kind: "inline", summary: { kind: "bytes", bytes: 3 }, bytes }),
    ]);
    expect(runs.readOutputs([run.stepRun(0)]).get(run.stepRun(0))).toEqual({
      kind: "inline",
      summary: { kind: "bytes", bytes: 3 },
      bytes: new Uint8Array([1, 1, 1]),
    });
  });
});

describe("outputs", () => {
  test("are read for many step runs at once; those that saved nothing are left out", async () => {
    const { runs } = await openTestStore();
    const steps = Array.from({ length: 1000 }, (_, index) => `step ${index}`);
    const run = buildRun(1, { steps });
    await runs.commit([run.accepted]);
    await runs.commit(steps.map((_, index) => run.succeeded(index, index === 3 ? undefined : inline(`${index}`))));
    const found = runs.readOutputs(steps.map((_, index) => run.stepRun(index)));
    expect(found.size).toBe(999);
    expect(found.get(run.stepRun(999))).toEqual(inline("999"));
    expect(found.has(run.stepRun(3))).toBe(false);
  });

  test("of large data name their blob", async () => {
    const { runs, reader } = await openTestStore();
    const run = buildRun(1);
    await runs.commit([run.accepted, run.succeeded(0, blob("abc", 123))]);
    expect(reader.output(run.stepRun(0))).toEqual(blob("abc", 123));
  });

  test.each([1, 512, 513, 100_000])("and recorded parameters of %i bytes come back", async (size) => {
    const { runs, reader } = await openTestStore();
    const run = buildRun(1);
    const id = run.stepRun(0);
    const parameters = new Uint8Array(size).fill(7);
    const output = { kind: "inline", summary: { kind: "value", bytes: size }, bytes: new Uint8Array(size) } as const;
    const waiting = { type: "step.waiting", ...run.at(0), attempt: 1, wait: { kind: "until", until: 1 } } as const;
    await runs.commit([run.accepted, run.started(0), { event: waiting, parameters: new Uint8Array([1]) }]);
    expect(reader.parameters(id)).toEqual(new Uint8Array([1]));
    await runs.commit([{ ...run.succeeded(0, output), parameters } as Commit, run.ended()]);
    expect([runs.readOutputs([id]), reader.output(id)]).toEqual([new Map([[id, output]]), output]);
    expect([runs.readParameters([id]), reader.parameters(id)]).toEqual([new Map([[id, parameters]]), parameters]);
    expect(reader.outputsExpired(run.id)).toBe(false);
  });

  test.each(["kept", "k".repeat(600)])("and recorded parameters are copied for a reused step", async (kept) => {
    const { runs, reader } = await openTestStore();
    const [old, next] = [buildRun(1), buildRun(2)];
    const recorded = new Uint8Array(kept.length).fill(1);
    const finished = { ...old.succeeded(0, inline(kept)), parameters: recorded } as Commit;
    await runs.commit([old.accepted, finished]);
    await runs.commit([
      next.accepted,
      {
        event: {
          type: "step.finished",
          ...next.at(0),
          state: "SUCCESS",
          attempt: 0,
          warning: false,
          data: { kind: "value", bytes: 4 },
          reusedFrom: old.stepRun(0),
        },
      },
    ]);
    expect(reader.output(next.stepRun(0))).toEqual(inline(kept));
    expect(reader.parameters(next.stepRun(0))).toEqual(recorded);
    expect(reader.findStepRun(next.stepRun(0))?.reusedFrom).toBe(old.stepRun(0));
  });

  test("that are gone cannot be reused", async () => {
    const { runs } = await openTestStore();
    const run = buildRun(1);
    const reused = { type: "step.finished", ...run.at(0), state: "SUCCESS", attempt: 0, warning: false } as const;
    const commit = (item: Commit) => runs.commit([run.accepted, item]);
    await expect(
      commit({ event: { ...reused, data: { kind: "value", bytes: 4 }, reusedFrom: "pruned" } }),
    ).rejects.toSatisfy((error) => isSluiceError(error, "outputs_expired"));
    await expect(commit({ event: { ...reused, reusedFrom: "pruned" }, output: blob("pruned") })).rejects.toSatisfy(
      (error) => isSluiceError(error, "outputs_expired"),
    );
  });
});

describe("plans", () => {
  test("come back as they were accepted", async () => {
    const store = await openTestStore();
    const reference = { file: "Log", syncpack: "base", hash: "h1", modulePath: "/x.mjs", originFolder: "/o" };
    const manifest = {
      file: "Log",
      friendlyName: "Log",
      description: "",
      version: "1",
      type: "standard" as const,
      parameters: [],
      stepFunctions: [],
      usesPreviousParameters: false,
      hash: "h1",
    };
    const run = buildRun(1, {
      vault: store.vault,
      plan: {
        classes: { "base/Log": { reference, manifest } },
        configuration: { name: "prod", configuration_data: [] },
        parameters: { city: "Oslo", list: [1, null] },
        inheritedSecrets: ["sluice:v1:00000000:AAAA"],
        references: { "$SECRET(a)": "sluice:v1:00000000:AAAA" },
        pins: { first: inline("pinned"), second: blob("pin", 9) },
        stepIds: { first: "a" },
        workers: 3,
      },
    });
    await store.runs.commit([run.accepted]);
    expect(store.runs.readPlan(run.id)).toEqual(run.plan);
    expect(store.reader.plan(run.id)).toEqual(run.plan);
  });

  test("keep the order of keys and ordinary keys with strange names", async () => {
    const { runs } = await openTestStore();
    const text = '{"zeta":1,"__proto__":{"a":1},"alpha":[],"steps":[{"name":"👋 first","file":"Log"}]}';
    const run = buildRun(1, { plan: { document: JSON.parse(text) } });
    await runs.commit([run.accepted]);
    expect(JSON.stringify(runs.readPlan(run.id).document)).toBe(text);
  });

  test("of an unknown run are not found", async () => {
    const { runs } = await openTestStore();
    expect(() => runs.readPlan("isapp-none")).toThrow("There is no run");
  });
});

describe("child runs", () => {
  test("are found by step run, retry and index, and are unique", async () => {
    const { runs } = await openTestStore();
    const parent = buildRun(1);
    const key = { stepRunId: parent.stepRun(0), retry: 1, index: 2 };
    const child = buildRun(2, { child: key });
    await runs.commit([parent.accepted]);
    await runs.commit([child.accepted]);
    expect(runs.findChildRun(key)).toBe(child.id);
    expect(runs.findChildRun({ ...key, retry: 0 })).toBeUndefined();
    await expect(runs.commit([buildRun(3, { child: key }).accepted])).rejects.toThrow();
    expect(runs.findRun(buildRun(3).id)).toBeUndefined();
  });
});

describe("unfinished runs", () => {
  test("are loaded with plan, steps and events, without log lines", async () => {
    const store = await openTestStore();
    const { runs } = store;
    const run = buildRun(1, { vault: store.vault, stepIds: { second: "id" }, plan: { parameters: { a: 1 } } });
    const ended = buildRun(2);
    await runs.commit([run.accepted, ended.accepted, ended.ended()]);
    await runs.commit([run.started(0), logLine(run, 0, { level: 30, message: "w" }), run.succeeded(0)]);
    const [first, ...others] = runs.loadUnfinishedRuns();
    expect(others).toEqual([]);
    expect(first).toEqual({
      record: run.record,
      plan: run.plan,
      steps: [
        { id: run.stepRun(0), name: "first", file: "Log", stepId: undefined },
        { id: run.stepRun(1), name: "second", file: "Log", stepId: "id" },
      ],
      events: [
        { ...run.accepted.event, seq: 1 },
        { ...run.started(0).event, seq: 4 },
        { ...run.succeeded(0).event, seq: 6 },
      ],
    });
    expect(runs.stepRunIds(run.id)).toEqual(
      new Map([
        ["first", run.stepRun(0)],
        ["second", run.stepRun(1)],
      ]),
    );
  });
});

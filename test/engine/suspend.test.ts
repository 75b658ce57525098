import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { runsAtOnce } from "../../core/base/pause.ts";
import type { ChildRequest, ResumeValue } from "../../core/engine/ports/StepWorkers.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { fail, readStored, type Script, succeed, suspend } from "../support/FakeStepWorkers.ts";
import { settle, step, TestEngine } from "../support/TestEngine.ts";

function childOf(application: string): ChildRequest {
  return { application, parameters: {}, configuration: undefined, queue: undefined };
}

/** Waits for these runs and saves what it is resumed with. */
function waitFor(...applications: string[]): Script {
  return (request) =>
    request.mode.kind === "resume" ? succeed("resumed") : suspend({ kind: "runs", runs: applications.map(childOf) });
}

function resumedWith(host: TestEngine, name: string): ResumeValue | undefined {
  const request = host.workers.requests.findLast((each) => each.stepName === name && each.mode.kind === "resume");
  return request?.mode.kind === "resume" ? request.mode.value : undefined;
}

const held: Script = () => new Promise(() => undefined);
const child: JsonObject = { steps: [step("c1", ["c2"]), step("c2"), step("c3")] };

describe("A step that waits for runs", () => {
  it("is accepted together with its children, and resumed with their data when all ended", async () => {
    const host = new TestEngine({
      scripts: { a: waitFor("child", "child"), c2: () => succeed([2]) },
      applications: { child },
    });
    const ended = await host.run([step("a", ["b"]), step("b")]);
    expect(ended.state).toBe("SUCCESS");
    const commit = host.store.commits.find((items) => items.some((item) => item.event.type === "step.waiting"));
    expect(commit?.map((item) => item.event.type)).toEqual(["run.accepted", "run.accepted", "step.waiting"]);
    const resumed = resumedWith(host, "a");
    const runs = resumed?.kind === "runs" ? resumed.runs : [];
    expect(runs.map((run) => run.state)).toEqual(["SUCCESS", "SUCCESS"]);
    expect(runs[0]?.data.map((leaf) => [leaf.step, readStored(leaf.stored)])).toEqual([
      ["c2", [2]],
      ["c3", "c3"],
    ]);
    const accepted = host.store.events.filter((event) => event.type === "run.accepted");
    expect(runs.map((run) => run.runId)).toEqual(accepted.slice(1).map((event) => event.runId));
    expect(
      host.workers.requests.filter((request) => request.stepName === "a").map((request) => request.attempt),
    ).toEqual([1, 2]);
    expect(host.store.events.find((event) => event.type === "step.started" && event.resumed)).toMatchObject({
      attempt: 2,
      retry: 0,
    });
  });

  it("lets only some of them go on at once", async () => {
    const open: (() => void)[] = [];
    const hold: Script = () => new Promise((resolve) => void open.push(() => resolve(succeed("c"))));
    const wait = { kind: "runs" as const, runs: Array(5).fill(childOf("one")), atOnce: 2 };
    const scripts = {
      a: ((request) => (request.mode.kind === "resume" ? succeed() : suspend(wait))) as Script,
      c: hold,
    };
    const host = new TestEngine({ scripts, applications: { one: { steps: [step("c")] } }, queues: { default: 9 } });
    const { id } = await host.accept([step("a")]);
    const counts: number[] = [];
    for (let ended = 0; ended < 5; ended += 1) {
      await settle();
      counts.push(open.length);
      open.shift()?.();
    }
    expect(counts).toEqual([2, 2, 2, 2, 1]);
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect(host.workers.peak).toBe(2);
  });

  it("lets no more of them go on at once after a start", async () => {
    const wait = { kind: "runs" as const, runs: Array(5).fill(childOf("one")), atOnce: 2 };
    const a: Script = (request) => (request.mode.kind === "resume" ? succeed() : suspend(wait));
    const applications = { one: { steps: [step("c")] } };
    const before = new TestEngine({ scripts: { a, c: held }, applications });
    const { id } = await before.accept([step("a")]);
    await settle();
    const store = before.store.cut(before.store.events.length);
    const after = new TestEngine({
      scripts: { a },
      applications,
      store,
      clock: before.clock,
      seed: 2,
      queues: { default: 9 },
    });
    await after.engine.recover();
    expect((await after.end(id)).state).toBe("SUCCESS");
    expect(after.workers.began.filter((name) => name === "c").length).toBe(5);
    expect(after.workers.peak).toBeLessThanOrEqual(2);
  });

  it("goes on with the others when one of them is revoked, and revokes those that had no turn yet", async () => {
    const wait = { kind: "runs" as const, runs: Array(4).fill(childOf("one")), atOnce: 1 };
    const host = new TestEngine({
      scripts: { a: () => suspend(wait), c: held },
      applications: { one: { steps: [step("c")] } },
    });
    const { id } = await host.accept([step("a")]);
    await settle();
    const children = host.store.events.flatMap((event) =>
      event.type === "run.accepted" && event.runId !== id ? [event.runId] : [],
    );
    const began = () => host.workers.requests.filter(({ stepName }) => stepName === "c").map(({ runId }) => runId);
    expect(began()).toEqual([children[0]]);
    await host.engine.revoke(children[1] ?? "");
    await host.engine.revoke(children[0] ?? "");
    await settle();
    expect(began()).toEqual([children[0], children[2]]);
    await host.engine.revoke(id);
    expect((await host.end(id)).state).toBe("REVOKED");
    expect(began()).toEqual([children[0], children[2]]);
  });

  it("prepares and begins a great many of them some at a time, so that others have their turn meanwhile", async () => {
    const count = 2.5 * runsAtOnce;
    const host = new TestEngine({
      scripts: { a: waitFor(...Array.from({ length: count }, () => "empty")) },
      applications: { empty: { steps: [step("nothing", [], { disabled: true })] } },
    });
    const parent = await host.accept([step("a")]);
    const countOf = (type: RunEvent["type"]) => host.store.events.filter((event) => event.type === type).length;
    await settle();
    expect(countOf("run.accepted")).toBe(1);
    host.clock.advance(0);
    await settle();
    host.clock.advance(0);
    await settle();
    expect({ accepted: countOf("run.accepted"), ended: countOf("run.finished") }).toEqual({
      accepted: count + 1,
      ended: runsAtOnce,
    });
    expect((await host.end(parent.id)).state).toBe("SUCCESS");
    expect(countOf("run.finished")).toBe(count + 1);
  });

  it("and is revoked before all of them have begun takes those with it as well", async () => {
    const host = new TestEngine({
      scripts: { a: waitFor(...Array.from({ length: 2 * runsAtOnce }, () => "child")), c1: held },
      applications: { child },
    });
    const parent = await host.accept([step("a")]);
    await settle();
    host.clock.advance(0);
    await settle();
    host.clock.advance(0);
    await settle();
    await host.engine.revoke(parent.id);
    expect((await host.end(parent.id)).state).toBe("REVOKED");
    const states = host.store.events.flatMap((event) => (event.type === "run.finished" ? [event.state] : []));
    expect(states).toEqual(Array.from({ length: 2 * runsAtOnce + 1 }, () => "REVOKED"));
  });

  it("holds no capacity while it waits", async () => {
    const host = new TestEngine({ scripts: { a: waitFor("child") }, applications: { child }, queues: { default: 1 } });
    expect((await host.run([step("a")])).state).toBe("SUCCESS");
    expect(host.workers.peak).toBe(1);
  });

  it("is told how a child failed", async () => {
    const host = new TestEngine({ scripts: { a: waitFor("child"), c1: () => fail() }, applications: { child } });
    await host.run([step("a")]);
    expect(resumedWith(host, "a")).toMatchObject({ runs: [{ state: "FAILURE", data: [{ step: "c3" }] }] });
  });

  it("that waits for no run at all is resumed at once", async () => {
    const host = new TestEngine({ scripts: { a: waitFor() } });
    expect((await host.run([step("a")])).state).toBe("SUCCESS");
    expect(resumedWith(host, "a")).toEqual({ kind: "runs", runs: [] });
  });

  it("fails, with the reason, when a run cannot be planned; nothing of the others is started", async () => {
    const host = new TestEngine({ scripts: { a: waitFor("child", "missing") }, applications: { child } });
    expect((await host.run([step("a")])).state).toBe("FAILURE");
    expect(host.finished("a")?.error).toMatchObject({ message: "No application missing", attempt: 1 });
    expect(host.store.events.filter((event) => event.type === "run.accepted")).toHaveLength(1);
  });

  it("starts new children when it is retried, and never the same one twice", async () => {
    const scripts: Record<string, Script> = {
      a: (request) => {
        if (request.mode.kind === "execute") return suspend({ kind: "runs", runs: [childOf("child")] });
        return request.attempt < 4 ? fail("again", request) : succeed();
      },
    };
    const host = new TestEngine({ scripts, applications: { child } });
    expect((await host.run([step("a", [], { retry_max: 1 })])).state).toBe("SUCCESS");
    const waits = host.store.events.flatMap((event) => (event.type === "step.waiting" ? [event.wait] : []));
    expect(waits).toHaveLength(2);
    expect(waits[0]).not.toEqual(waits[1]);
  });

  it("may wait again when it is resumed, for other runs", async () => {
    const scripts: Record<string, Script> = {
      a: (request) =>
        request.attempt < 3 ? suspend({ kind: "runs", runs: [childOf("child"), childOf("child")] }) : succeed(),
    };
    const host = new TestEngine({ scripts, applications: { child } });
    expect((await host.run([step("a")])).state).toBe("SUCCESS");
    const runs = host.store.events.flatMap((event) =>
      event.type === "step.waiting" && event.wait.kind === "runs" ? event.wait.runs : [],
    );
    expect(new Set(runs).size).toBe(4);
  });

  it("is nested at most 16 deep", async () => {
    const loop: JsonObject = { steps: [step("a")] };
    const scripts: Record<string, Script> = {
      a: (request) => {
        if (request.mode.kind !== "resume") return suspend({ kind: "runs", runs: [childOf("loop")] });
        const { value } = request.mode;
        return value.kind === "runs" && value.runs[0]?.state === "SUCCESS" ? succeed() : fail("child failed", request);
      },
    };
    const host = new TestEngine({ scripts, applications: { loop } });
    expect((await host.run([step("a")])).state).toBe("FAILURE");
    const depths = host.store.events.flatMap((event) => (event.type === "run.accepted" ? [event.run.depth] : []));
    expect(Math.max(...depths)).toBe(16);
    expect(host.finished("a")?.error).toMatchObject({ exception: "RunTooDeepException" });
  });

  it("that is revoked revokes them, however deep", async () => {
    const outer: JsonObject = { steps: [step("o")] };
    const host = new TestEngine({
      scripts: { a: waitFor("outer"), o: waitFor("child"), c1: held },
      applications: { child, outer },
    });
    const { id } = await host.accept([step("a")]);
    await settle();
    await host.engine.revoke(id);
    await settle();
    const ends = host.store.events.flatMap((event) => (event.type === "run.finished" ? [event.state] : []));
    expect(ends).toEqual(["REVOKED", "REVOKED", "REVOKED"]);
    expect(host.states(id)).toEqual({ a: "REVOKED" });
    expect(host.clock.timers).toBe(0);
  });
});

describe("A step that triggers a run and does not wait", () => {
  const trigger: Script = async (request, hooks) => {
    const answer = await hooks.onCall({ kind: "run.trigger", index: 0, request: childOf("child") });
    return request.attempt === 1 ? fail("again", request) : succeed(answer);
  };

  it("gets the id of a run that goes on by itself, one per retry", async () => {
    const host = new TestEngine({ scripts: { a: trigger }, applications: { child } });
    await host.run([step("a", [], { retry_max: 1, retry_countdown: 0 })]);
    await settle();
    const accepted = host.store.events.filter((event) => event.type === "run.accepted");
    expect(accepted.map((event) => event.run.triggeredBy)).toMatchObject([
      { kind: "USER" },
      { kind: "RUN", runId: "isapp-1", stepName: "a", awaited: false },
      { kind: "RUN", runId: "isapp-1", stepName: "a", awaited: false },
    ]);
    for (const { runId } of accepted) expect((await host.end(runId)).state).toBe("SUCCESS");
  });

  it("gets the same run for the same index of the same retry", async () => {
    const answers: unknown[] = [];
    const script: Script = async (_, hooks) => {
      for (const index of [0, 0, 1])
        answers.push(await hooks.onCall({ kind: "run.trigger", index, request: childOf("child") }));
      return succeed();
    };
    const host = new TestEngine({ scripts: { a: script }, applications: { child } });
    await host.run([step("a")]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).not.toEqual(answers[2]);
  });

  it("is nested at most 16 deep too", async () => {
    const script: Script = async (_, hooks) => {
      await hooks.onCall({ kind: "run.trigger", index: 0, request: childOf("child") });
      return succeed();
    };
    const host = new TestEngine({ scripts: { a: script }, applications: { child } });
    await host.run([step("a")], { record: { depth: 16 } });
    expect(host.finished("a")?.error).toMatchObject({ message: expect.stringContaining("16 deep") });
  });

  it("starts nothing after it was revoked", async () => {
    let call: () => Promise<unknown> = async () => undefined;
    const script: Script = (_, hooks) => {
      call = () => hooks.onCall({ kind: "run.trigger", index: 0, request: childOf("child") });
      return new Promise(() => undefined);
    };
    const host = new TestEngine({ scripts: { a: script }, applications: { child } });
    const { id } = await host.accept([step("a")]);
    await settle();
    await host.engine.revoke(id);
    await expect(call()).rejects.toThrow("triggers no further run");
  });
});

describe("A step that waits for a time", () => {
  it("is resumed when it comes", async () => {
    const script: Script = (request) =>
      request.mode.kind === "resume" ? succeed() : suspend({ kind: "until", until: host.clock.now() + 60_000 });
    const host: TestEngine = new TestEngine({ scripts: { a: script } });
    const { id } = await host.accept([step("a")]);
    await settle();
    host.clock.advance(59_999);
    await settle();
    expect(host.states(id)).toEqual({ a: "step.waiting" });
    host.clock.advance(1);
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect(resumedWith(host, "a")).toEqual({ kind: "until" });
  });
});

describe("A step that waits for an approval", () => {
  const ask: Script = (request) =>
    request.mode.kind === "resume" ? succeed() : suspend({ kind: "approval", title: "Go?" });

  it("is resumed with the decision", async () => {
    const host = new TestEngine({ scripts: { a: ask } });
    const { id } = await host.accept([step("a")]);
    await settle();
    const waiting = host.store.events.find((event) => event.type === "step.waiting");
    expect(waiting).toMatchObject({ wait: { kind: "approval", title: "Go?" } });
    const stepRunId = waiting?.type === "step.waiting" ? waiting.stepRunId : "";
    await host.engine.approve(stepRunId, { approved: false, by: "ann", comment: "no" });
    expect((await host.end(id)).state).toBe("SUCCESS");
    expect(resumedWith(host, "a")).toEqual({ kind: "approval", approved: false, by: "ann", comment: "no" });
    await expect(host.engine.approve(stepRunId, { approved: true, by: "ann", comment: "" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("cannot be decided twice", async () => {
    const host = new TestEngine({
      scripts: {
        a: (request) => (request.mode.kind === "resume" ? held(request, never, forever) : ask(request, never, forever)),
      },
    });
    await host.accept([step("a")]);
    await settle();
    const waiting = host.store.events.find((event) => event.type === "step.waiting");
    const stepRunId = waiting?.type === "step.waiting" ? waiting.stepRunId : "";
    const decision = { approved: true, by: "ann", comment: "" };
    await host.engine.approve(stepRunId, decision);
    await expect(host.engine.approve(stepRunId, decision)).rejects.toMatchObject({ code: "wrong_use" });
    await expect(host.engine.retryNow(stepRunId)).rejects.toMatchObject({ code: "wrong_use" });
  });
});

const never = { onLog: () => undefined, onCall: async () => null };
const forever = new Promise<number>(() => undefined);

describe("The cache a step asks for", () => {
  it("is that of the host", async () => {
    const answers: unknown[] = [];
    const script: Script = async (_, hooks) => {
      answers.push(await hooks.onCall({ kind: "cache.read", id: "k" }));
      answers.push(await hooks.onCall({ kind: "cache.save", id: "k", value: [1], ttlSeconds: undefined }));
      answers.push(await hooks.onCall({ kind: "cache.read", id: "k" }));
      answers.push(await hooks.onCall({ kind: "cache.delete", id: "k" }));
      answers.push(await hooks.onCall({ kind: "cache.delete", id: "k" }));
      return succeed();
    };
    await new TestEngine({ scripts: { a: script } }).run([step("a")]);
    expect(answers).toEqual([null, null, [1], true, false]);
  });
});

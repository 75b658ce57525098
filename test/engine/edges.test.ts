import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import type { AttemptInput } from "../../core/engine/ports/StepWorkers.ts";
import { fail, readStored, store, succeed } from "../support/FakeStepWorkers.ts";
import { buildClass, step, TestEngine } from "../support/TestEngine.ts";

/** What a step was handed, by producer. */
function inputsOf(host: TestEngine, name: string): [string, JsonValue | undefined][] {
  const request = host.workers.requests.find((candidate) => candidate.stepName === name);
  expect(request?.inputs.map((input) => input.position)).toEqual(request?.inputs.map((_, index) => index));
  return (request?.inputs ?? []).map((input) => [input.step, readInput(input)]);
}

function readInput({ data }: AttemptInput): JsonValue | undefined {
  if (data.kind === "none") return undefined;
  return data.kind === "plain" ? data.value : readStored(data.stored);
}

describe("A run", () => {
  it("runs a chain in order, with one commit per step", async () => {
    const host = new TestEngine();
    const ended = await host.run([step("a", ["b"]), step("b", ["c"]), step("c")]);
    expect(ended).toMatchObject({ state: "SUCCESS", warning: false });
    expect(ended.startedAt).toBeDefined();
    expect(host.workers.began).toEqual(["a", "b", "c"]);
    expect(host.store.commits.map((commit) => commit.map((item) => item.event.type))).toEqual([
      ["run.accepted", "run.started", "step.started"],
      ["step.finished", "step.started"],
      ["step.finished", "step.started"],
      ["step.finished", "run.finished"],
    ]);
    expect(inputsOf(host, "c")).toEqual([["b", "b"]]);
  });

  it("tells subscribers every event after its commit, with its number", async () => {
    const host = new TestEngine();
    await host.run([step("a", ["b"]), step("b")]);
    expect(host.events).toEqual(host.store.events);
    expect(host.events.map((event) => event.seq)).toEqual(host.events.map((_, index) => index + 1));
  });

  it("joins output_to and data_from, and hands over data in the order of steps", async () => {
    const host = new TestEngine();
    await host.run([step("join", [], { data_from: ["z", "a"] }), step("z", ["join"]), step("a")]);
    expect(inputsOf(host, "join")).toEqual([
      ["z", "z"],
      ["a", "a"],
    ]);
  });

  it("decides a step as soon as its own producers ended, not level by level", async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const host = new TestEngine({ scripts: { slow: () => slow.then(() => succeed()) } });
    const { id } = await host.accept([step("slow"), step("a", ["b"]), step("b", ["c"]), step("c")]);
    await expect.poll(() => host.states(id).c).toBe("SUCCESS");
    expect(host.states(id).slow).toBe("step.started");
    release();
    expect((await host.end(id)).state).toBe("SUCCESS");
  });

  it("hands on nothing for a step that saved nothing", async () => {
    const host = new TestEngine({ scripts: { a: () => succeed() } });
    await host.run([step("a", ["b"]), step("b")]);
    expect(inputsOf(host, "b")).toEqual([["a", undefined]]);
  });

  it("skips what a failed step feeds, naming that step all the way down", async () => {
    const host = new TestEngine({ scripts: { bad: () => fail("no") } });
    const ended = await host.run([step("bad", ["x"]), step("x", ["y"]), step("y"), step("other")]);
    expect(ended).toMatchObject({ state: "FAILURE", warning: false });
    expect(host.finished("x")).toMatchObject({
      state: "SKIPPED",
      attempt: 0,
      skipped: { reason: "failed", step: "bad" },
    });
    expect(host.finished("y")).toMatchObject({ state: "SKIPPED", skipped: { reason: "failed", step: "bad" } });
    expect(host.finished("other")?.state).toBe("SUCCESS");
    expect(host.finished("bad")?.error).toEqual({
      exception: "StepFailed",
      message: "no",
      stack: "at step.ts:3",
      attempt: 1,
    });
  });

  it("skips a step with one broken edge even when another one is taken", async () => {
    const host = new TestEngine({ scripts: { bad: () => fail() } });
    await host.run([step("good", ["x"]), step("bad", ["x"]), step("x")]);
    expect(host.finished("x")).toMatchObject({ state: "SKIPPED", skipped: { reason: "failed", step: "bad" } });
  });

  it("takes the error edges of a failed step, with the failure as data, and not its output edges", async () => {
    const host = new TestEngine({ scripts: { bad: (request) => fail("no", request) } });
    const ended = await host.run([
      step("bad", ["next"], { error_to: ["handle"] }),
      step("next", ["after"]),
      step("handle", ["after"]),
      step("after"),
    ]);
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true });
    expect(inputsOf(host, "handle")).toEqual([
      ["bad", { step: "bad", exception: "StepFailed", message: "no", stack: "at step.ts:3", attempt: 1 }],
    ]);
    expect(host.finished("next")).toMatchObject({ state: "SKIPPED", skipped: { reason: "not_routed", step: "bad" } });
    expect(inputsOf(host, "after")).toEqual([
      ["next", undefined],
      ["handle", "handle"],
    ]);
  });

  it("does not take the error edges of a step that succeeded", async () => {
    const host = new TestEngine();
    const ended = await host.run([
      step("good", ["next"], { error_to: ["handle"] }),
      step("handle", ["end"]),
      step("next"),
      step("end"),
    ]);
    expect(ended).toMatchObject({ state: "SUCCESS", warning: false });
    expect(host.finished("handle")).toMatchObject({
      state: "SKIPPED",
      skipped: { reason: "not_routed", step: "good" },
    });
    expect(host.finished("end")).toMatchObject({ state: "SKIPPED", skipped: { reason: "not_routed", step: "good" } });
  });

  it("takes the output edges of a failed step without data when it continues on error", async () => {
    const host = new TestEngine({ scripts: { bad: () => fail() } });
    const ended = await host.run([step("bad", ["x"], { continue_on_error: true }), step("x")]);
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true });
    expect(inputsOf(host, "x")).toEqual([["bad", undefined]]);
  });

  it("takes both kinds of edges when a step continues on error and has error edges", async () => {
    const host = new TestEngine({ scripts: { bad: (request) => fail("no", request) } });
    await host.run([
      step("bad", ["x", "both"], { continue_on_error: "True", error_to: ["handle", "both"] }),
      step("x"),
      step("handle"),
      step("both"),
    ]);
    expect(inputsOf(host, "x")).toEqual([["bad", undefined]]);
    expect(inputsOf(host, "handle")[0]?.[1]).toMatchObject({ message: "no" });
    expect(inputsOf(host, "both")).toEqual(inputsOf(host, "handle"));
  });

  it("hands over the saved data, not a failure, when both kinds of edges lead to a step and the producer succeeded", async () => {
    const host = new TestEngine();
    await host.run([step("good", ["both"], { error_to: ["both"] }), step("both")]);
    expect(inputsOf(host, "both")).toEqual([["good", "good"]]);
  });

  it("takes only the chosen output edges; the others count as having saved nothing", async () => {
    const host = new TestEngine({ scripts: { choose: () => succeed("data", { routes: ["left", "join"] }) } });
    const ended = await host.run([
      step("choose", ["left", "right", "join"]),
      step("left", ["join"]),
      step("right", ["join", "deep"]),
      step("join"),
      step("deep"),
    ]);
    expect(ended.state).toBe("SUCCESS");
    expect(host.finished("right")).toMatchObject({
      state: "SKIPPED",
      skipped: { reason: "not_routed", step: "choose" },
    });
    expect(host.finished("deep")).toMatchObject({
      state: "SKIPPED",
      skipped: { reason: "not_routed", step: "choose" },
    });
    expect(inputsOf(host, "join")).toEqual([
      ["choose", "data"],
      ["left", "left"],
      ["right", undefined],
    ]);
    expect(host.finished("choose")?.routes).toEqual(["left", "join"]);
  });

  it("takes no output edge when a step chose none", async () => {
    const host = new TestEngine({ scripts: { choose: () => succeed("data", { routes: [] }) } });
    const ended = await host.run([step("choose", ["a", "b"]), step("a"), step("b")]);
    expect(ended.state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["choose"]);
  });

  it("ends with a warning when a step warned, and says which", async () => {
    const host = new TestEngine({ scripts: { a: () => succeed(1, { warned: true }) } });
    const ended = await host.run([step("a", ["b"]), step("b")]);
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true });
    expect(host.finished("a")?.warning).toBe(true);
    expect(host.finished("b")?.warning).toBe(false);
  });

  it("tells a worker what it needs of the step and the run", async () => {
    const host = new TestEngine();
    const document = {
      app_variables: [{ name: "city", default_value: "Oslo" }, { name: "n", value: 2 }, { name: "x" }],
    };
    const steps = [
      step("choose", ["b"], { url: "${appvar.city}", routes: { yes: ["b"] }, attempt_timeout: 1.5, syncpack: "base" }),
      step("b", [], { disabled: false }),
    ];
    await host.run(steps, {
      plan: {
        document: { name: "app", syncpack_versions: { base: "1.2.0" }, ...document, steps },
        parameters: { n: 3, extra: true },
        classes: {
          "base/Task": buildClass("Task", { outputsFrom: "rows", outputs: [] }),
          Task: buildClass("Task", { outputs: [{ name: "yes" }] }),
        },
        stepIds: { choose: "id-1" },
      },
      record: { logLevel: 10, generateReport: true },
    });
    const [first, second] = host.workers.requests;
    expect(first).toMatchObject({
      stepName: "choose",
      attempt: 1,
      mode: { kind: "execute" },
      environment: "base",
      parameters: { url: "${appvar.city}" },
      appVariables: { city: "Oslo", n: 3, x: null, extra: true },
      consumers: ["b"],
      outputs: [],
      routes: { yes: ["b"] },
      logLevel: 10,
      limits: { wallMs: 1500, memoryMb: 512 },
      generateReport: true,
      sample: true,
      previousParameters: undefined,
    });
    expect(second).toMatchObject({
      environment: "own",
      outputs: [{ name: "yes" }],
      limits: { wallMs: 3_600_000 },
      sample: false,
    });
    expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey);
  });

  it("sends recorded parameters of all ancestors only to a class that asks", async () => {
    const parameters = (text: string) => new TextEncoder().encode(text);
    const host = new TestEngine({
      scripts: {
        a: () => succeed(1, { parameters: parameters("a") }),
        b: () => succeed(1, { parameters: parameters("b") }),
      },
    });
    await host.run([step("a", ["b"]), step("b", ["c"]), step("c", [], { file: "Asks" }), step("other")], {
      plan: { classes: { Task: buildClass("Task"), Asks: buildClass("Asks", { usesPreviousParameters: true }) } },
    });
    const asked = host.workers.requests.find((request) => request.stepName === "c");
    expect(asked?.previousParameters).toEqual({ a: parameters("a"), b: parameters("b") });
    expect(host.workers.requests.filter((request) => request.previousParameters !== undefined)).toHaveLength(1);
  });
});

describe("A disabled step", () => {
  it("hands on the data of its one producer without a worker", async () => {
    const host = new TestEngine();
    const ended = await host.run([
      step("a", ["off"]),
      step("off", ["b"], { disabled: true, file: "Unknown" }),
      step("b"),
    ]);
    expect(ended.state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["a", "b"]);
    expect(inputsOf(host, "b")).toEqual([["off", "a"]]);
    expect(host.finished("off")).toMatchObject({ state: "SUCCESS", disabled: true, attempt: 0 });
  });

  it("hands on nothing without producers or data, and takes all its edges", async () => {
    const host = new TestEngine({ scripts: { silent: () => succeed() } });
    await host.run([
      step("silent", ["off2"]),
      step("off", ["b"], { disabled: "true" }),
      step("off2", ["b"], { disabled: true }),
      step("b"),
    ]);
    expect(inputsOf(host, "b")).toEqual([
      ["off", undefined],
      ["off2", undefined],
    ]);
  });

  it("has a worker join the data of several producers", async () => {
    const host = new TestEngine({ scripts: { off: () => succeed([1, 2], { warned: true }) } });
    const ended = await host.run([
      step("a", ["off"]),
      step("b", ["off"]),
      step("off", ["c"], { disabled: true }),
      step("c"),
    ]);
    const join = host.workers.requests.find((request) => request.stepName === "off");
    expect(join).toMatchObject({ mode: { kind: "join" }, stepClass: undefined });
    expect(host.finished("off")).toMatchObject({ disabled: true, warning: true });
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true });
    expect(inputsOf(host, "c")).toEqual([["off", [1, 2]]]);
  });

  it("hands on the one list that several producers gave, and has a worker join one scalar", async () => {
    const host = new TestEngine({ scripts: { a: () => succeed([7]), none: () => succeed(), five: () => succeed(5) } });
    await host.run([
      step("a", ["list"]),
      step("none", ["list", "scalar"]),
      step("five", ["scalar"]),
      step("list", [], { disabled: true }),
      step("scalar", [], { disabled: true }),
    ]);
    expect(host.workers.began).not.toContain("list");
    expect(host.workers.began).toContain("scalar");
  });

  it("has a worker keep the data of an error edge", async () => {
    const host = new TestEngine({ scripts: { bad: (request) => fail("no", request) } });
    await host.run([step("bad", [], { error_to: ["off"] }), step("off", ["x"], { disabled: true }), step("x")]);
    expect(inputsOf(host, "off")[0]?.[1]).toMatchObject({ message: "no" });
  });

  it("is skipped like any other step", async () => {
    const host = new TestEngine({ scripts: { bad: () => fail() } });
    await host.run([step("bad", ["off"]), step("off", [], { disabled: true })]);
    expect(host.finished("off")).toMatchObject({ state: "SKIPPED", skipped: { reason: "failed", step: "bad" } });
  });
});

describe("A pinned step", () => {
  it("gives its pin without running, and says so", async () => {
    const host = new TestEngine();
    const ended = await host.run([step("a", ["b"]), step("b", ["c"]), step("c")], {
      plan: { pins: { b: store("pin") } },
    });
    expect(ended.state).toBe("SUCCESS");
    expect(host.workers.began).toEqual(["a", "c"]);
    expect(inputsOf(host, "c")).toEqual([["b", "pin"]]);
    expect(host.finished("b")).toMatchObject({ state: "SUCCESS", pinned: true, attempt: 0, data: { kind: "value" } });
  });

  it("lets a run of pins alone start and end", async () => {
    const host = new TestEngine();
    const ended = await host.run([step("a", ["b"]), step("b")], { plan: { pins: { a: store(1), b: store(2) } } });
    expect(ended.state).toBe("SUCCESS");
    expect(ended.startedAt).toBeDefined();
    expect(host.workers.began).toEqual([]);
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BaseStep, boolean, type ResumeResult, type StepResult, text } from "sluice";
import { afterEach, describe, expect, test } from "vitest";
import { attachContext, findContext } from "../../core/sdk/attachContext.ts";
import { isStepClass } from "../../core/sdk/declarations.ts";
import { isSuspension } from "../../core/sdk/Suspension.ts";
import { buildContext } from "./buildContext.ts";

class Probe extends BaseStep {
  execute(): StepResult {}
}

function attach<S extends BaseStep>(step: S, answers: Parameters<typeof buildContext>[0] = {}) {
  const { context, calls } = buildContext(answers);
  attachContext(step, context);
  return { step, calls };
}

describe("every function asks the attempt's context", () => {
  const until = new Date(5);
  const request = { application: "other", parameters: { a: 1 } };
  test.each<[string, (step: Probe) => unknown, unknown[]]>([
    ["getParameter", (step) => step.getParameter("p", { x: 1 }), ["p", { x: 1 }]],
    ["getConnection", (step) => step.getConnection("p"), ["p"]],
    ["getParameterFromPreviousStep", (step) => step.getParameterFromPreviousStep("p", "s"), ["p", "s"]],
    ["validateParameterValues", (step) => step.validateParameterValues(), []],
    ["getAppVariable", (step) => step.getAppVariable("v"), ["v"]],
    ["getDataFromStepByName", (step) => step.getDataFromStepByName("s"), ["s"]],
    ["getDataFromStepByOrder", (step) => step.getDataFromStepByOrder(2), [2]],
    ["getAvailablePreviousStepInputPositions", (step) => step.getAvailablePreviousStepInputPositions(), []],
    ["joinPreviousStepData", (step) => step.joinPreviousStepData(["a"]), [["a"]]],
    ["streamPreviousStepData", (step) => step.streamPreviousStepData(["a"]), [["a"]]],
    ["saveDataForNextStep", (step) => step.saveDataForNextStep(until), [until]],
    ["getCurrentSavedData", (step) => step.getCurrentSavedData(), []],
    ["routeTo", (step) => step.routeTo(["a"]), [["a"]]],
    ["readDiagnostics", (step) => step.readDiagnostics(), []],
    ["trigger", (step) => step.triggerApplication(request), [request]],
    [
      "addToReport",
      (step) => step.report.addRow({ table: "t", key: "1", status: "New", row: { a: 1 } }),
      [{ kind: "row", table: "t", key: "1", status: "New", row: { a: 1 } }],
    ],
    [
      "addToReport",
      (step) => step.report.addColumn({ table: "t", column: "a", title: "A" }),
      [{ kind: "column", table: "t", column: "a", title: "A" }],
    ],
  ])("%s", (name, run, args) => {
    const answer = name === "addToReport" || name === "routeTo" || name === "validateParameterValues" ? undefined : {};
    const { step, calls } = attach(new Probe(), { [name]: () => answer });
    expect(run(step)).toBe(answer);
    expect(calls).toEqual([[name, ...args]]);
  });

  test("the cache passes ids, values and the time to live", async () => {
    const { step, calls } = attach(new Probe(), { cacheRead: async () => 7, cacheDelete: async () => true });
    expect(await step.cache.read("a")).toBe(7);
    await step.cache.save("a", { x: 1 });
    await step.cache.save("a", 2, { ttlSeconds: 60 });
    expect(await step.cache.delete("a")).toBe(true);
    expect(calls).toEqual([
      ["cacheRead", "a"],
      ["cacheSave", "a", { x: 1 }, undefined],
      ["cacheSave", "a", 2, 60],
      ["cacheDelete", "a"],
    ]);
  });

  test("name, idempotency key and signal are those of the attempt", () => {
    const { signal } = new AbortController();
    const { step } = attach(new Probe(), { signal });
    expect([step.getName(), step.idempotencyKey, step.signal]).toEqual(["my step", "run/step", signal]);
  });

  test("in a constructor there is no attempt yet, and the error says so", () => {
    class Early extends Probe {
      constructor() {
        super();
        this.getParameter("x");
      }
    }
    expect(() => new Early()).toThrow("in execute or resume, not in the constructor");
    expect(findContext(new Probe())).toBeUndefined();
  });
});

describe("logger", () => {
  test("methods work detached and send the level and the formatted text", () => {
    const { step, calls } = attach(new Probe());
    const { debug, info, flow, warning, error, critical } = step.logger;
    debug("a %s %d", "b", 1);
    info({ x: [1] });
    flow("plain");
    warning("%", 1);
    error("x", { y: 1 });
    critical(5);
    expect(calls).toEqual([
      ["log", 10, "a b 1"],
      ["log", 20, "{ x: [ 1 ] }"],
      ["log", 25, "plain"],
      ["log", 30, "% 1"],
      ["log", 40, "x { y: 1 }"],
      ["log", 50, "5"],
    ]);
  });
});

describe("suspending", () => {
  test("suspend gives a marker that carries the request", () => {
    const request = { until: new Date(5) };
    const suspension = new Probe().suspend(request);
    expect(isSuspension(suspension)).toBe(true);
    expect(suspension.request).toBe(request);
    expect([undefined, null, 1, {}, request].map(isSuspension)).toEqual([false, false, false, false, false]);
  });

  test.each<[string, unknown]>([
    ["nothing", {}],
    ["two kinds", { until: new Date(1), approval: { title: "x" } }],
    ["a time that is no date", { until: "tomorrow" }],
    ["an invalid date", { until: new Date("x") }],
    ["runs that are no list", { runs: {} }],
    ["a run without an application", { runs: [{ application: "" }] }],
    ["an approval without a title", { approval: {} }],
  ])("%s is refused", (_name, request) => {
    expect(() => new Probe().suspend(request as never)).toThrow(TypeError);
  });

  test("resume does nothing unless the class says otherwise", () => {
    class Approve extends BaseStep {
      execute() {
        return this.suspend({ approval: { title: "Go on?" } });
      }
      override resume(result: ResumeResult) {
        if (result.kind === "approval") this.saveDataForNextStep(result.approved);
      }
    }
    expect(new Probe().resume({ kind: "until" })).toBeUndefined();
    const { step, calls } = attach(new Approve());
    step.resume({ kind: "approval", approved: true, by: "me", comment: "" });
    expect(calls).toEqual([["saveDataForNextStep", true]]);
  });
});

describe("a step class that extends another one", () => {
  class Greet extends BaseStep.with({ who: text({ defaultValue: "world" }) }) {
    execute() {
      this.saveDataForNextStep(`Hello ${this.getParameter("who")}`);
    }
  }
  class OptionalGreet extends Greet.with({ enable: boolean({ defaultValue: true }) }) {
    override execute() {
      super.execute();
      this.saveDataForNextStep([this.getCurrentSavedData()]);
    }
  }

  test("calls super.execute and reads what it saved", () => {
    let saved: unknown;
    const { step } = attach(new OptionalGreet(), {
      getParameter: () => "you",
      getCurrentSavedData: () => saved,
      saveDataForNextStep: async (data) => {
        saved = data;
      },
    });
    step.execute();
    expect(saved).toEqual(["Hello you"]);
  });

  test("keeps both maps of parameters on the class, and leaves that of its base class alone", () => {
    expect(Object.keys(OptionalGreet.parameters)).toEqual(["who", "enable"]);
    expect(Object.keys(Greet.parameters)).toEqual(["who"]);
    expect(Object.keys(BaseStep.parameters)).toEqual([]);
  });

  test("is known as a step class; BaseStep and others are not", () => {
    expect([Greet, OptionalGreet, BaseStep, class {}, () => 1, {}, undefined].map(isStepClass)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("fetch", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(answer: boolean): Promise<string> {
    const started = createServer((_request, response) => {
      if (answer) response.end("hello");
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
  }

  test("answers as the global one does", async () => {
    const { step } = attach(new Probe());
    const { fetch } = step;
    expect(await (await fetch(await serve(true))).text()).toBe("hello");
  });

  test.each(["the attempt's signal", "the signal given", "the signal of a request"])("ends by %s", async (which) => {
    const attempt = new AbortController();
    const own = new AbortController();
    const { step } = attach(new Probe(), { signal: attempt.signal });
    const url = await serve(false);
    const pending =
      which === "the signal of a request"
        ? step.fetch(new Request(url, { signal: own.signal }))
        : step.fetch(url, { signal: own.signal });
    const reason = new Error("stopped");
    (which === "the attempt's signal" ? attempt : own).abort(reason);
    await expect(pending).rejects.toBe(reason);
  });
});

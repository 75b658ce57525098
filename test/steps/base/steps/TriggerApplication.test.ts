import { describe, expect, it } from "vitest";
import TriggerApplication from "../../../../core/steps/base/steps/TriggerApplication.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const trigger = (params: StepRunOptions["params"], options: StepRunOptions = {}) =>
  runStep(TriggerApplication, { ...options, params: { application: "child", ...params } });

const ended = (state: "SUCCESS" | "FAILURE" | "REVOKED"): StepRunOptions => ({
  resume: { kind: "runs", runs: [{ runId: "isapp-7", state, data: { last: [1] } }] },
});

describe("not blocking", () => {
  it("starts the run and saves its id", async () => {
    const result = await trigger({ parameters: { city: "${city}", n: 3 } }, { input: { city: "Oslo" } });
    expect(result.data).toEqual({ run_id: "isapp-child-1" });
    expect(result.triggered).toEqual([{ application: "child", parameters: { city: "Oslo", n: 3 } }]);
  });

  it("hands over all that an earlier step saved, if it is JSON", async () => {
    const params = { parameters: { all: '${step_func.dataOf "A b"}', none: "${step_func.dataOf C}" } };
    const { triggered } = await trigger(params, { inputs: { "A b": [{ n: 1 }], C: undefined } });
    expect(JSON.parse(JSON.stringify(triggered[0]?.parameters))).toEqual({ all: [{ n: 1 }] });
    const { error } = await trigger(params, { inputs: { "A b": { at: new Date(0) }, C: undefined } });
    expect(error?.message).toContain('The data of "A b" is no JSON at at: Date');
  });

  it("passes configuration and queue on", async () => {
    const { triggered } = await trigger({ configuration: "production", queue: "night" });
    expect(triggered).toEqual([{ application: "child", parameters: {}, configuration: "production", queue: "night" }]);
  });
});

describe("blocking", () => {
  it("suspends until the run has ended", async () => {
    const result = await trigger({ wait: true, parameters: { a: 1 } });
    expect([result.wait, result.data, result.triggered]).toEqual([
      { runs: [{ application: "child", parameters: { a: 1 } }] },
      undefined,
      [],
    ]);
  });

  it("saves id, state and data of a run that succeeded", async () => {
    expect(await trigger({ wait: true }, ended("SUCCESS"))).toMatchObject({
      data: { run_id: "isapp-7", state: "SUCCESS", data: { last: [1] } },
      error: undefined,
    });
  });

  it.each(["FAILURE", "REVOKED"] as const)("fails with ChildRunFailed for %s", async (state) => {
    expect((await trigger({ wait: true }, ended(state))).error).toMatchObject({
      name: "ChildRunFailed",
      message: `Run isapp-7 of "child" ended ${state}`,
    });
  });

  it("keeps a failed run as data with a warning on demand", async () => {
    const result = await trigger({ wait: true, fail_on_child: false }, ended("FAILURE"));
    expect(result).toMatchObject({ error: undefined, data: { state: "FAILURE" } });
    expect(result.logs.map((line) => line.level)).toEqual(["warning"]);
  });
});

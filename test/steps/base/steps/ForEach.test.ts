import { expect, it } from "vitest";
import ForEach from "../../../../core/steps/base/steps/ForEach.ts";
import { runStep } from "../../../support/runStep.ts";

const params = { application: "one" };
const run = (index: number, state: "SUCCESS" | "FAILURE" = "SUCCESS") => ({
  runId: `isapp-${index}`,
  state,
  data: { last: index },
});

it("asks for a run per item, each with its values", async () => {
  const { wait } = await runStep(ForEach, {
    input: { devices: [{ name: "a" }, { name: "b" }] },
    params: {
      ...params,
      items: "devices",
      parameters: { n: "${index}", name: "${name}", all: "${item}" },
      queue: "slow",
    },
  });
  expect(wait).toEqual({
    runs: [
      { application: "one", parameters: { n: 0, name: "a", all: { name: "a" } }, queue: "slow" },
      { application: "one", parameters: { n: 1, name: "b", all: { name: "b" } }, queue: "slow" },
    ],
  });
});

it("takes items that are no objects", async () => {
  const { wait } = await runStep(ForEach, { input: [5, "x"], params });
  expect(wait).toMatchObject({ runs: [{ parameters: { item: 5 } }, { parameters: { item: "x" } }] });
});

it("saves at once when there is nothing to do", async () => {
  for (const options of [{ input: [] }, {}]) {
    const { wait, data } = await runStep(ForEach, { ...options, params });
    expect([wait, data]).toEqual([undefined, { results: [], failures: [] }]);
  }
});

it("says what it needs", async () => {
  const { error } = await runStep(ForEach, { input: { a: 1 }, params: { ...params, items: "a" } });
  expect(error?.message).toBe('A list is needed at "a", but there is number');
});

it("gives the results in the order of the items", async () => {
  const { data } = await runStep(ForEach, { params, resume: { kind: "runs", runs: [run(0), run(1)] } });
  expect(data).toEqual({
    results: [
      { index: 0, run_id: "isapp-0", state: "SUCCESS", data: { last: 0 } },
      { index: 1, run_id: "isapp-1", state: "SUCCESS", data: { last: 1 } },
    ],
    failures: [],
  });
});

it("fails when a run did, after all have ended, or tells it", async () => {
  const resume = { kind: "runs" as const, runs: [run(0), run(1, "FAILURE"), run(2)] };
  const message = "1 of 3 runs did not succeed; the first is that of item 1 (isapp-1)";
  expect((await runStep(ForEach, { params, resume })).error).toMatchObject({ name: "ChildRunFailed", message });
  const { data, logs } = await runStep(ForEach, { params: { ...params, on_failure: "collect" }, resume });
  expect(logs).toEqual([{ level: "warning", message }]);
  expect(data).toMatchObject({ failures: [{ index: 1, run_id: "isapp-1", state: "FAILURE" }] });
});

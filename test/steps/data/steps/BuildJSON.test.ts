import { expect, it } from "vitest";
import BuildJSON from "../../../../core/steps/data/steps/BuildJSON.ts";
import { runStep } from "../../../support/runStep.ts";

it("writes JSON with big integers and dates", async () => {
  const { data } = await runStep(BuildJSON, {
    input: { n: 12345678901234567890n, at: new Date(0) },
    params: { indent: 0 },
  });
  expect(data).toBe('{"n":"12345678901234567890","at":"1970-01-01T00:00:00.000Z"}');
});

it("indents", async () => {
  expect((await runStep(BuildJSON, { input: [1] })).data).toBe("[\n  1\n]");
});

it("writes JSON Lines", async () => {
  expect((await runStep(BuildJSON, { input: [{ a: 1 }, 2], params: { format: "lines" } })).data).toBe('{"a":1}\n2\n');
});

it("fails when there is nothing", async () => {
  expect((await runStep(BuildJSON, {})).error?.message).toBe("There is nothing to write");
});

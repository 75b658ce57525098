import assert from "node:assert/strict";
import { test } from "node:test";
import { createHttpMock, runStep } from "sluice/test";
import SampleBadges from "./SampleBadges.ts";
import SampleReadPeople from "./SampleReadPeople.ts";
import SampleTagLog from "./SampleTagLog.ts";

test("people are read, at most as many as wanted", async (context) => {
  const http = await createHttpMock({ "GET /people": { json: [{ name: "Ada" }, { name: "Bob" }] } });
  context.after(() => http.close());
  const { state, data, logs } = await runStep(SampleReadPeople, {
    params: { url: "${config.url}", limit: 1 },
    configuration: { url: http.url },
  });
  assert.deepEqual([state, data], ["SUCCESS", [{ name: "Ada" }]]);
  assert.equal(logs[0]?.message, "2 people");
  assert.equal(http.requests[0]?.path, "/people");
});

test("an answer that is no success fails the step", async (context) => {
  const http = await createHttpMock({ "GET /people": { status: 503 } });
  context.after(() => http.close());
  const { state, error } = await runStep(SampleReadPeople, { params: { url: http.url } });
  assert.equal(state, "FAILURE");
  assert.match(error?.message ?? "", /status 503/);
});

test("badges are made of people", async () => {
  const { data } = await runStep(SampleBadges, { input: [{ name: "Ada", team: "Numbers" }, { name: "Bob" }] });
  assert.deepEqual(data, ["ADA (Numbers)", "BOB"]);
});

test("the extended step passes its data on", async () => {
  const { data, logs } = await runStep(SampleTagLog, { params: { message: "seen" }, input: [1] });
  assert.deepEqual(data, [1]);
  assert.deepEqual(
    logs.map(({ message }) => message),
    ["from the sample pack", "seen"],
  );
});

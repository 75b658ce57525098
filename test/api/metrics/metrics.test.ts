import { request } from "node:http";
import { expect, test } from "vitest";
import type { RunEvent } from "../../../core/engine/RunEvent.ts";
import { openTestApi, type TestApi } from "../openTestApi.ts";

/** The figures by name and labels as they are written. */
async function readMetrics({ api }: TestApi): Promise<Map<string, number>> {
  const answer = await api.inject({ url: "/metrics", headers: { authorization: "Bearer viewer" } });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
  const lines = answer.body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

function next({ host }: TestApi, type: RunEvent["type"]): Promise<RunEvent> {
  return new Promise((resolve) => {
    const end = host.subscribe((event) => {
      if (event.type !== type) return;
      end();
      resolve(event);
    });
  });
}

const app = (name: string, step: object, more: object = {}) => ({
  name,
  app_variables: [],
  steps: [
    { name: "one", output_to: ["two"], ...step },
    { name: "two", file: "Log", message: "x" },
  ],
  ...more,
});

test("counts runs, steps, attempts and retries as they end, and what goes on meanwhile", async () => {
  const test = await openTestApi();
  const { ask } = test;
  const failing = { file: "Script", code: 'throw new Error("no");' };
  for (const body of [
    app("good", { file: "Log", message: "x" }),
    app("bad", failing),
    app("retrying", { ...failing, retry_max: 1, retry_countdown: 3600 }),
    app("pausing", { file: "Wait", duration: 3600 }),
  ]) {
    await ask("POST", "/applications", { body });
  }
  await ask("POST", "/applications/good/run?wait=30");
  await ask("POST", "/applications/bad/run?wait=30");
  const retry = next(test, "step.retry");
  await ask("POST", "/applications/retrying/run");
  await retry;
  const waiting = next(test, "step.waiting");
  await ask("POST", "/applications/pausing/run");
  await waiting;
  const metrics = await readMetrics(test);
  const expected = {
    'sluice_runs_ended_total{state="SUCCESS"}': 1,
    'sluice_runs_ended_total{state="FAILURE"}': 1,
    'sluice_runs{state="PENDING"}': 0,
    'sluice_runs{state="STARTED"}': 2,
    'sluice_step_runs{state="PENDING"}': 2,
    'sluice_step_runs{state="STARTED"}': 0,
    'sluice_step_runs{state="RETRY"}': 1,
    'sluice_step_runs{state="WAITING"}': 1,
    'sluice_step_runs_ended_total{state="SUCCESS"}': 2,
    'sluice_step_runs_ended_total{state="FAILURE"}': 1,
    'sluice_step_runs_ended_total{state="SKIPPED"}': 1,
    sluice_step_attempts_total: 5,
    sluice_step_retries_total: 1,
    'sluice_queue_depth{queue="default"}': 4,
    'sluice_queue_running{queue="default"}': 0,
    'sluice_run_duration_seconds_count{state="SUCCESS"}': 1,
    'sluice_step_duration_seconds_count{state="SUCCESS"}': 2,
    'sluice_step_duration_seconds_bucket{le="+Inf",state="FAILURE"}': 1,
    sluice_event_readers: 0,
    sluice_worker_restarts_total: 0,
  };
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, metrics.get(name)]))).toEqual(expected);
  expect(metrics.get('sluice_run_duration_seconds_sum{state="SUCCESS"}')).toBeGreaterThan(0);
  expect(metrics.get("sluice_database_bytes")).toBeGreaterThan(10_000);
  expect(metrics.get("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
});

test("knows the runs that had not ended when the host started", async () => {
  const first = await openTestApi();
  await first.ask("POST", "/applications", { body: app("pausing", { file: "Wait", duration: 3600 }) });
  const waiting = next(first, "step.waiting");
  const run = (await first.ask("POST", "/applications/pausing/run")).json().id;
  await waiting;
  const { dataFolder } = first.host;
  await first.host.close();
  const second = await openTestApi({ dataFolder });
  await second.host.resume();
  const before = await readMetrics(second);
  expect([before.get('sluice_runs{state="STARTED"}'), before.get('sluice_step_runs{state="WAITING"}')]).toEqual([1, 1]);
  await second.ask("POST", `/tasks/${run}/revoke`);
  const after = await readMetrics(second);
  expect([after.get('sluice_runs{state="STARTED"}'), after.get('sluice_runs_ended_total{state="REVOKED"}')]).toEqual([
    0, 1,
  ]);
});

test("counts the readers of the event stream while they read", async () => {
  const test = await openTestApi();
  const url = await test.api.listen({ host: "127.0.0.1", port: 0 });
  const headers = { authorization: "Bearer viewer" };
  const reading = request(`${url}/api/v1/events`, { headers });
  const answer = await new Promise<NodeJS.ReadableStream>((resolve) => {
    reading.once("response", resolve);
    reading.end();
  });
  expect((await readMetrics(test)).get("sluice_event_readers")).toBe(1);
  answer.resume();
  reading.destroy();
  await expect.poll(async () => (await readMetrics(test)).get("sluice_event_readers")).toBe(0);
});

test("tells nothing to who has no token", async () => {
  const { api } = await openTestApi();
  expect((await api.inject("/metrics")).statusCode).toBe(401);
});

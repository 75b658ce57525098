import { describe, expect, test } from "vitest";
import type { OwnerHost } from "../../core/host.ts";
import { openTestApi } from "./openTestApi.ts";

const timeout = 60_000;
const quick = { name: "quick", app_variables: [], steps: [{ name: "a", file: "Log", disabled: true }] };
const frequency = { schedule_type: "frequency", schedule_info: { run_every: 3600 } };
const nightly = {
  schedule_type: "crontab",
  schedule_info: { minute: "30", hour: "2", time_zone: "Europe/Berlin" },
};

async function open() {
  const opened = await openTestApi();
  await opened.ask("POST", "/applications", { body: quick });
  const add = (body: object) => opened.ask("POST", "/schedule", { body: { application_id: "quick", ...body } });
  return { ...opened, add };
}

async function runEnded(host: OwnerHost): Promise<void> {
  for (const { id } of host.services.queries.list({ limit: 10 })) await host.runs.finished(id);
}

describe("Schedules", { timeout }, () => {
  test("are added as in the manual's meta.json, listed by application, read and deleted", async () => {
    const { ask, add } = await open();
    const added = await ask("POST", "/schedule", {
      body: { application_id: "quick", entry_id: "quick app", params: {}, schedule: frequency },
    });
    expect([added.statusCode, added.json()]).toEqual([
      200,
      {
        entry_id: "quick app",
        application_id: "quick",
        schedule: frequency,
        params: {},
        configuration: null,
        queue: null,
        missed: "once",
        overlap: "skip",
        enabled: true,
        next_at: expect.stringMatching(/Z$/),
        next_runs: Array(10).fill(expect.stringMatching(/^\d{4}-.*Z$/)),
        waiting: 0,
        last_run: null,
        revision: 1,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    await add({ entry_id: "nightly", schedule: nightly, overlap: "queue", enabled: false });
    const list = await ask("GET", "/schedule?application_id=quick", { role: "viewer" });
    expect(list.json()).toMatchObject([
      {
        entry_id: "nightly",
        schedule: { schedule_info: { minute: "30", hour: "2", day_of_week: "*", time_zone: "Europe/Berlin" } },
        overlap: "queue",
        next_runs: [],
      },
      { entry_id: "quick app" },
    ]);
    expect((await ask("GET", "/schedule?application_id=other")).json()).toEqual([]);
    expect((await ask("GET", "/schedule/quick%20app", { role: "viewer" })).json()).toMatchObject({ revision: 1 });
    expect((await ask("DELETE", "/schedule?entry_id=quick%20app")).json()).toEqual({ deleted: "quick app" });
    expect((await ask("DELETE", "/schedule/nightly")).json()).toEqual({ deleted: "nightly" });
    expect((await ask("DELETE", "/schedule/nightly")).statusCode).toBe(404);
    expect((await ask("GET", "/schedule")).json()).toEqual([]);
  });

  test("come back as they went in, odd parameters too, and are sent again as they came", async () => {
    const { ask } = await open();
    const text = `{"application_id":"quick","entry_id":"odd","schedule":${JSON.stringify(nightly)},"params":{"__proto__":{"a":1},"camelCase":{"innerKey":[null]}}}`;
    const added = await ask("POST", "/schedule", { text });
    expect(added.body).toContain('"params":{"__proto__":{"a":1},"camelCase":{"innerKey":[null]}}');
    const { entry_id, application_id, schedule, params } = added.json();
    const again = await ask("POST", "/schedule", { body: { entry_id, application_id, schedule, params } });
    expect(again.json()).toMatchObject({ schedule, next_runs: added.json().next_runs, revision: 2 });
  });

  test("are replaced or changed, but not over a change that was not seen", async () => {
    const { ask, add } = await open();
    await add({ entry_id: "a", schedule: frequency, queue: "night", params: { n: 1 } });
    const { etag } = (await ask("GET", "/schedule/a")).headers;
    const headers = { "if-match": String(etag) };
    const changed = await ask("PATCH", "/schedule/a", { body: { queue: null, missed: "skip" }, headers });
    expect(changed.json()).toMatchObject({ queue: null, missed: "skip", params: { n: 1 }, revision: 2 });
    for (const [method, path, body] of [
      ["PATCH", "/schedule/a", { queue: "x" }],
      ["DELETE", "/schedule/a", undefined],
      ["POST", "/schedule", { entry_id: "a", application_id: "quick", schedule: frequency }],
    ] as const) {
      expect((await ask(method, path, { body, headers })).statusCode).toBe(412);
    }
    const replaced = await add({ entry_id: "a", schedule: nightly });
    expect(replaced.json()).toMatchObject({ missed: "once", params: {}, schedule: { schedule_type: "crontab" } });
    const body = { entry_id: "a", application_id: "quick", schedule: frequency };
    expect((await ask("POST", "/schedule?overwrite=false", { body })).statusCode).toBe(409);
    expect((await ask("PATCH", "/schedule/b", { body: {} })).statusCode).toBe(404);
  });

  test("run now, also while disabled, and tell what became of it", async () => {
    const { ask, add, host } = await open();
    await add({ entry_id: "a", schedule: frequency, params: { n: 1 } });
    expect((await ask("POST", "/schedule/a/disable", { role: "operator" })).json()).toMatchObject({
      enabled: false,
      next_runs: [],
    });
    const run = await ask("POST", "/schedule/a/run", { role: "operator" });
    const { id, href } = run.json();
    expect([run.statusCode, href]).toEqual([202, `/api/v1/tasks/${id}`]);
    await runEnded(host);
    const firing = {
      at: expect.any(String),
      ...{ state: "started", manual: true, missed: 0, task_id: id, href, task_state: "SUCCESS" },
      ...{ skipped: null, error: null, handled_at: expect.any(String) },
    };
    expect((await ask("GET", "/schedule/a")).json().last_run).toEqual(firing);
    expect((await ask("GET", "/schedule/a/firings", { role: "viewer" })).json()).toEqual([firing]);
    const { at } = (await ask("GET", "/schedule/a")).json().last_run;
    expect((await ask("GET", `/schedule/a/firings?before=${at}`)).json()).toEqual([]);
    expect((await ask("POST", "/schedule/a/enable", { role: "operator" })).json().next_runs).toHaveLength(10);
    const task = (await ask("GET", `/tasks/${id}`)).json();
    expect(task).toMatchObject({ app_vars: { n: 1 }, triggered_by: [{ triggered_by: "API" }] });
  });

  test("are named where it is asked what uses their application or queue", async () => {
    const { ask, add } = await open();
    await add({ entry_id: "a", schedule: frequency, queue: "night" });
    const use = { by: "schedule", name: "a", draft: false };
    expect((await ask("GET", "/uses?kind=queue&name=night")).json()).toEqual([{ ...use, path: "$.queue" }]);
    expect((await ask("GET", "/uses?kind=application&name=quick")).json()).toEqual([
      { ...use, path: "$.application_id" },
    ]);
  });

  test("that cannot be run say why", async () => {
    const { ask, add } = await open();
    await add({ entry_id: "a", schedule: frequency });
    await ask("DELETE", "/applications/quick");
    const run = await ask("POST", "/schedule/a/run");
    expect([run.statusCode, run.json().detail]).toEqual([404, expect.stringContaining('no application "quick"')]);
  });

  test("are refused with the field that is wrong", async () => {
    const { add, ask } = await open();
    const crontab = (info: object) => ({ schedule_type: "crontab", schedule_info: info });
    const refused = async (body: object) => {
      const answer = await add({ entry_id: "a", ...body });
      return [answer.statusCode, answer.json().code, answer.json().detail];
    };
    expect(await refused({ schedule: crontab({ hour: "25" }) })).toEqual([
      ...[400, "invalid_schedule"],
      expect.stringContaining("field 2 (hour)"),
    ]);
    expect(await refused({ schedule: crontab({ time_zone: "Berlin" }) })).toEqual([
      ...[400, "invalid_schedule"],
      expect.stringContaining('no time zone "Berlin"'),
    ]);
    const past = { schedule_type: "once", schedule_info: { at: "2020-01-01T00:00:00Z" } };
    expect(await refused({ schedule: past })).toEqual([
      ...[400, "invalid_schedule"],
      expect.stringContaining("has passed"),
    ]);
    const zero = { schedule_type: "frequency", schedule_info: { run_every: 0 } };
    expect(await refused({ schedule: zero })).toEqual([
      ...[400, "wrong_use"],
      expect.stringContaining("$.schedule.schedule_info.run_every"),
    ]);
    expect((await refused({ schedule: frequency, overlp: "queue" }))[0]).toBe(400);
    expect((await refused({ schedule: frequency, application_id: "quik" }))[0]).toBe(404);
    expect((await refused({ schedule: frequency, configuration: "none" }))[0]).toBe(404);
    expect((await refused({ schedule: frequency, entry_id: "a\nb" }))[0]).toBe(400);
    expect((await ask("GET", "/schedule")).json()).toEqual([]);
  });

  test("that are not stored show their next times", async () => {
    const { ask } = await open();
    const body = { schedule: nightly, after: "2026-03-28T12:00:00Z", count: 2 };
    expect((await ask("POST", "/schedule/next", { body, role: "viewer" })).json()).toEqual({
      next_runs: ["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"],
    });
    const unsaid = await ask("POST", "/schedule/next", { body: { schedule: frequency } });
    expect(unsaid.json().next_runs).toHaveLength(10);
    const wrong = { schedule: { schedule_type: "crontab", schedule_info: { expression: "* * *" } } };
    expect((await ask("POST", "/schedule/next", { body: wrong })).json().code).toBe("invalid_schedule");
  });

  test("stand in a calendar with what became of them and what is to come", async () => {
    const { ask, add, host } = await open();
    await add({ entry_id: "hourly", schedule: { schedule_type: "crontab", schedule_info: { minute: 0 } } });
    await add({ entry_id: "every second", schedule: { schedule_type: "frequency", schedule_info: { run_every: 1 } } });
    await add({ entry_id: "off", schedule: frequency, enabled: false });
    await ask("POST", "/schedule/off/run");
    await runEnded(host);
    const now = Date.now();
    const calendar = async (from: number, until: number) => {
      const range = `from=${new Date(from).toISOString()}&until=${new Date(until).toISOString()}`;
      return (await ask("GET", `/calendar?${range}`, { role: "viewer" })).json();
    };
    const past = await calendar(now - 3_600_000, now);
    expect(past.entries.filter(({ firing }: { firing: unknown }) => firing !== null)).toMatchObject([
      { entry_id: "off", application_id: "quick", firing: { manual: true, task_state: "SUCCESS" } },
    ]);
    const start = Math.ceil((now + 40 * 86_400_000) / 3_600_000) * 3_600_000;
    const hours = await calendar(start, start + 7_200_000);
    const planned = hours.entries.filter(({ entry_id }: { entry_id: string }) => entry_id === "hourly");
    expect(planned.map(({ at }: { at: string }) => Date.parse(at))).toEqual([
      start,
      start + 3_600_000,
      start + 7_200_000,
    ]);
    expect([hours.entries.length, hours.truncated]).toEqual([1003, true]);
    const seconds = await calendar(start + 1, start + 3000);
    expect([seconds.entries.length, seconds.truncated]).toEqual([3, false]);
    const reverse = `from=${new Date(start).toISOString()}&until=${new Date(now).toISOString()}`;
    expect((await ask("GET", `/calendar?${reverse}`)).statusCode).toBe(400);
  });

  test("are read by viewers, run and paused by operators, changed by developers", async () => {
    const { ask, add } = await open();
    await add({ entry_id: "a", schedule: frequency });
    const body = { application_id: "quick", entry_id: "b", schedule: frequency };
    for (const role of ["viewer", "operator"] as const) {
      expect((await ask("POST", "/schedule", { body, role })).statusCode).toBe(403);
      expect((await ask("PATCH", "/schedule/a", { body: {}, role })).statusCode).toBe(403);
      expect((await ask("DELETE", "/schedule/a", { role })).statusCode).toBe(403);
      expect((await ask("DELETE", "/schedule?entry_id=a", { role })).statusCode).toBe(403);
    }
    for (const action of ["run", "enable", "disable"]) {
      expect((await ask("POST", `/schedule/a/${action}`, { role: "viewer" })).statusCode).toBe(403);
    }
  });
});

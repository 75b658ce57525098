import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

const echo = {
  name: "echo",
  app_variables: [{ name: "city", value: "Oslo" }, { name: "wait" }],
  steps: [
    { name: "first", file: "Script", code: 'return step.getAppVariable("city");', output_to: ["second"] },
    { name: "second", file: "Script", code: "return input;" },
  ],
};
const failing = {
  name: "failing",
  app_variables: [],
  steps: [{ name: "one", file: "Script", code: 'throw new Error("no luck");' }],
};

test("a run that is waited for answers with the log document of the manual", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: echo });
  const answer = await ask("POST", "/applications/run?wait=20", {
    body: { name: "echo", params: { city: "Bergen", more: 1 } },
    role: "operator",
  });
  expect(answer.statusCode).toBe(200);
  const task = answer.json();
  expect(task).toMatchObject({
    app_name: "echo",
    app_vars: { city: "Bergen", more: 1 },
    href: `/api/v1/tasks/${task.id}`,
    state: "SUCCESS",
    steps: [
      { name: "first", state: "SUCCESS", traceback: null },
      { name: "second", state: "SUCCESS", traceback: null },
    ],
    triggered_by: [{ application_id: task.id, triggered_by: "API" }],
    last_run: `/api/v1/tasks/${task.id}`,
  });
  expect(task.id).toMatch(/^isapp-/);
  expect(Number.isInteger(task.start_time)).toBe(true);
  expect((await ask("GET", "/applications/echo/logs", { role: "viewer" })).json()).toEqual(task);
  expect((await ask("GET", task.href.replace("/api/v1", ""), { role: "viewer" })).json()).toEqual(task);
});

test("a run that is not waited for is accepted, and its task says how it went on", async () => {
  const { ask, host } = await openTestApi();
  await ask("POST", "/applications", { body: failing });
  const answer = await ask("POST", "/applications/failing/run");
  expect(answer.statusCode).toBe(202);
  const { id } = answer.json();
  await host.runs.finished(id);
  const task = (await ask("GET", `/tasks/${id}`)).json();
  expect(task.state).toBe("FAILURE");
  expect(task.steps[0].traceback).toContain("no luck");
  const step = (await ask("GET", `/tasks/${task.steps[0].id}`)).json();
  expect(step).toMatchObject({ name: "one", file: "Script", application_id: id, attempts: 1, state: "FAILURE" });
  expect(step.traceback).toBe(task.steps[0].traceback);
});

test("queue, configuration and wait may stand among the parameters, unless a variable has that name", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: echo });
  await ask("POST", "/applications", { body: { ...failing, name: "plain" } });
  const plain = await ask("POST", "/applications/run", {
    body: { name: "plain", params: { wait: 20, queue: "default" } },
  });
  expect(plain.statusCode).toBe(200);
  expect(plain.json().app_vars).toEqual({});
  const echoed = await ask("POST", "/applications/run", { body: { name: "echo", params: { wait: 20 } } });
  expect(echoed.statusCode).toBe(202);
  expect(echoed.json().app_vars.wait).toBe(20);
  await ask("POST", `/tasks/${echoed.json().id}/revoke`);
});

test("wrong requests are refused with what and where", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: failing });
  const cases: [object, number, string][] = [
    [{ name: "nowhere" }, 404, "nowhere"],
    [{}, 400, "names no application"],
    [{ name: "failing", parms: {} }, 400, "parms"],
    [{ name: "failing", params: [] }, 400, "$.params"],
    [{ name: "failing", params: { queue: 7 } }, 400, "queue"],
    [{ name: "failing", wait: -1 }, 400, "wait"],
    [{ name: "failing", configuration: "none" }, 404, "none"],
  ];
  for (const [body, status, word] of cases) {
    const answer = await ask("POST", "/applications/run", { body });
    expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringContaining(word)]);
  }
});

test("an operator may not run with another configuration", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: failing });
  const body = { name: "failing", configuration: { name: "c", configuration_data: [] } };
  expect((await ask("POST", "/applications/run", { body, role: "operator" })).statusCode).toBe(403);
  expect((await ask("POST", "/applications/run", { body, role: "developer" })).statusCode).toBe(202);
});

test("a run is replayed, revoked, and all runs are terminated at once", async () => {
  const { ask, host } = await openTestApi();
  const slow = { name: "slow", app_variables: [], steps: [{ name: "wait", file: "Wait", duration: 600 }] };
  await ask("POST", "/applications", { body: slow });
  const first = (await ask("POST", "/applications/slow/run")).json().id;
  expect((await ask("POST", `/tasks/${first}/revoke`)).json().state).toBe("REVOKED");
  const replayed = await ask("POST", `/tasks/${first}/replay`, { role: "operator" });
  expect(replayed.statusCode).toBe(202);
  const second = (await ask("POST", "/applications/slow/run")).json().id;
  const ended = (await ask("DELETE", "/tasks", { role: "operator" })).json();
  expect(ended.revoked.sort()).toEqual([replayed.json().id, second].sort());
  for (const id of ended.revoked) expect(host.services.queries.get(id).state).toBe("REVOKED");
  expect((await ask("GET", "/tasks/isapp-none")).statusCode).toBe(404);
});

test("values of secrets are masked in the variables of a task", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: failing });
  const configuration = { name: "c", configuration_data: [{ name: "key", value: "hunter2hunter2", encrypted: true }] };
  const body = { name: "failing", configuration, params: { copied: "it is hunter2hunter2" } };
  const answer = await ask("POST", "/applications/run?wait=20", { body });
  expect(answer.json().app_vars).toEqual({ copied: "it is •••" });
  expect(answer.body).not.toContain("hunter2");
});

test("what an operator gives to a run never becomes code of a step", async () => {
  const { ask } = await openTestApi();
  const code = "return ['${appvar.given}', step.getAppVariable('given')]";
  await ask("POST", "/applications", {
    body: { name: "fixed", app_variables: [{ name: "given" }], steps: [{ name: "one", file: "Script", code }] },
  });
  const body = { params: { given: "'] ; throw new Error('taken over') ; ['", code: "throw 1" } };
  const task = (await ask("POST", "/applications/fixed/run?wait=30", { body, role: "operator" })).json();
  expect(task.state).toBe("SUCCESS");
  const data = (await ask("GET", `/runs/${task.id}/steps/one/data`)).json();
  expect(JSON.stringify(data)).toContain("${appvar.given}");
  expect(JSON.stringify(data)).toContain("taken over");
});

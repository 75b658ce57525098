import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

async function openFull() {
  const api = await openTestApi();
  for (const name of ["prod", "test"]) {
    await api.ask("POST", "/configurations", { body: { name, configuration_data: [{ name: "city", value: name }] } });
  }
  const steps = [{ name: "say", file: "Log", message: "${config.city} ${appvar.day}" }];
  const variables = [{ name: "day", value: "Monday" }];
  await api.ask("POST", "/applications", {
    body: { name: "app", app_variables: variables, configuration: "prod", queue: "slow", steps },
  });
  return api;
}

const questions: [string, [string, string][]][] = [
  ["kind=configuration&name=prod", [["app", "$.configuration"]]],
  ["kind=configuration&name=test", []],
  ["kind=queue&name=slow", [["app", "$.queue"]]],
  ["kind=step_class&name=Log", [["app", "$.steps[0].file"]]],
  ["kind=config_variable&name=city&configuration=prod", [["app", "$.steps[0].message"]]],
  ["kind=config_variable&name=city&configuration=test", []],
  ["kind=app_variable&name=day&application=app", [["app", "$.steps[0].message"]]],
];

test("every kind of use is found", async () => {
  const { ask } = await openFull();
  for (const [query, expected] of questions) {
    const uses = (await ask("GET", `/uses?${query}`, { role: "viewer" })).json();
    const found = uses.map(({ name, path }: { name: string; path: string }) => [name, path]);
    expect([query, found]).toEqual([query, expected]);
  }
});

test("a question that says not what it asks for is refused", async () => {
  const { ask } = await openFull();
  for (const query of [
    "",
    "kind=queue",
    "name=x",
    "kind=what&name=x",
    "kind=config_variable&name=x",
    "kind=app_variable&name=x",
  ]) {
    expect((await ask("GET", `/uses?${query}`)).statusCode).toBe(400);
  }
});

test("an application is aligned with another configuration, or with none, as a revision of who asks", async () => {
  const { ask, host } = await openFull();
  const before = (await ask("GET", "/applications/app")).headers.etag;
  const aligned = await ask("POST", "/applications/app/align", {
    body: { configuration: "test", comment: "For the demo" },
  });
  expect(aligned.json()).toMatchObject({ name: "app", configuration: "test", revision: 2, result: "published" });
  expect(aligned.headers.etag).toBe((await ask("GET", "/applications/app")).headers.etag);
  expect(host.services.applications.get("app")).toMatchObject({
    author: "token a administrator",
    comment: "For the demo",
  });
  const late = await ask("POST", "/applications/app/align", {
    body: { configuration: "prod" },
    headers: { "if-match": String(before) },
  });
  expect(late.statusCode).toBe(412);
  expect((await ask("POST", "/applications/app/align", { body: { configuration: null } })).json()).toMatchObject({
    configuration: null,
    revision: 3,
  });
  expect((await ask("POST", "/applications/app/align", { body: { configuration: "tst" } })).json().detail).toContain(
    'Did you mean "test"?',
  );
  expect((await ask("POST", "/applications/app/align", { body: {} })).statusCode).toBe(400);
  const operator = await ask("POST", "/applications/app/align", { body: { configuration: "prod" }, role: "operator" });
  expect(operator.statusCode).toBe(403);
});

test("drafts count: of a class those of everybody, elsewhere one's own", async () => {
  const { ask } = await openTestApi();
  const names: Record<string, string> = {};
  for (const role of ["administrator", "developer"] as const) {
    const { application } = (await ask("POST", "/applications/new", { role, body: { client: "w1" } })).json();
    const document = { name: application, app_variables: [], steps: [{ name: "say", file: "Log", message: "hello" }] };
    const path = `/applications/${application}/draft?client=w1&label=By%20hand`;
    expect((await ask("PUT", path, { role, body: document })).statusCode).toBe(200);
    names[role] = application;
  }
  const { used_by } = (await ask("GET", "/steps/Log?syncpack=base_steps_syncpack", { role: "developer" })).json();
  expect(used_by).toEqual([names.administrator, names.developer]);
  const uses = (await ask("GET", "/uses?kind=step_class&name=Log", { role: "developer" })).json();
  expect(uses.map(({ name, draft }: { name: string; draft: boolean }) => [name, draft])).toEqual([
    [names.developer, true],
  ]);
});

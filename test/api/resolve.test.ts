import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("anyone may look at a value, and only a developer has step functions called for it", async () => {
  const { ask } = await openTestApi();
  const main = `import { BaseStep } from "sluice";
export default class Words extends BaseStep {
  execute() {}
  loud(text: string) { return text.toUpperCase(); }
}
`;
  await ask("PUT", "/steps/Words", { body: { code: main } });
  const steps = [{ name: "Say", file: "Words" }];
  const variables = [{ name: "city", value: "Bonn" }];
  await ask("POST", "/applications", { body: { name: "app", app_variables: variables, steps } });
  const draft = (await ask("GET", "/applications/app/draft?client=w")).json();
  const resolve = (role: "viewer" | "operator" | "developer", body: object) =>
    ask("POST", `/applications/app/draft/steps/${draft.step_ids[0]}/resolve`, { role, body });
  expect((await resolve("viewer", { value: "${appvar.city}" })).json()).toMatchObject({ value: "Bonn" });
  const value = "${step_func.loud ${appvar.city}}";
  expect((await resolve("viewer", { value })).json().value).toBeUndefined();
  for (const role of ["viewer", "operator"] as const) {
    const refused = await resolve(role, { value, functions: true });
    expect([role, refused.statusCode, refused.json().code]).toEqual([role, 403, "not_allowed"]);
  }
  expect((await resolve("developer", { value, functions: true })).json()).toMatchObject({
    value: "BONN",
    type: "text",
  });
});

test("a developer gets the choices of a parameter from a method of its class, as it is with the other parameters", async () => {
  const { ask } = await openTestApi();
  const query = "query Devices { a } mutation Rename { b }";
  const steps = [{ name: "Ask", file: "QueryGQL", url: "http://127.0.0.1:1", query }];
  await ask("POST", "/applications", { body: { name: "app", app_variables: [], steps } });
  const draft = (await ask("GET", "/applications/app/draft?client=w")).json();
  const list = (role: "operator" | "developer", parameter: string) =>
    ask("POST", `/applications/app/draft/steps/${draft.step_ids[0]}/options`, { role, body: { parameter } });
  expect((await list("developer", "operation_name")).json()).toEqual({
    options: [{ value: "Devices" }, { value: "Rename" }],
    more: 0,
  });
  expect((await list("developer", "url")).statusCode).toBe(404);
  expect((await list("operator", "operation_name")).statusCode).toBe(403);
});

test("why a method gives no choices is said in a sentence", async () => {
  const { ask } = await openTestApi();
  const main = `import { BaseStep, defineParameters, select } from "sluice";
const parameters = defineParameters({
  broken: select({ optionsFrom: "fails" }),
  odd: select({ optionsFrom: "gives" }),
});
export default class Halls extends BaseStep.with(parameters) {
  execute() {}
  fails() { throw new RangeError("the server is away"); }
  gives() { return 7; }
}
`;
  await ask("PUT", "/steps/Halls", { body: { code: main } });
  await ask("POST", "/applications", {
    body: { name: "app", app_variables: [], steps: [{ name: "In", file: "Halls" }] },
  });
  const draft = (await ask("GET", "/applications/app/draft?client=w")).json();
  const list = async (parameter: string) =>
    (await ask("POST", `/applications/app/draft/steps/${draft.step_ids[0]}/options`, { body: { parameter } })).json();
  expect(await list("broken")).toEqual({ options: [], more: 0, problem: "RangeError: the server is away" });
  expect(await list("odd")).toEqual({ options: [], more: 0, problem: '"gives" gives no list.' });
});

test("a method that gives choices has the connections of the step, and no choice holds a secret of theirs", async () => {
  const { ask, host } = await openTestApi();
  const main = `import { BaseStep, connection, defineParameters, select } from "sluice";
const parameters = defineParameters({
  system: connection({ title: "System", kinds: ["lab"] }),
  table: select({ optionsFrom: "listTables" }),
});
export default class Tables extends BaseStep.with(parameters) {
  execute() {}
  listTables() {
    const { settings } = this.getConnection("system");
    const { host, password } = settings;
    return [{ value: "a", label: host + " as " + password }, password, { value: "x " + password }, password.length];
  }
}
`;
  const lab = [
    { name: "host", value: "db.example" },
    { name: "password", value: "hunter2hunter2", encrypted: true },
  ];
  const text = JSON.stringify({ name: "lab_db", connection: "lab", configuration_data: lab });
  await host.services.configurations.import(text, { fileName: "lab_db.json", overwrite: true });
  await ask("PUT", "/steps/Tables", { body: { code: main } });
  const steps = [{ name: "In", file: "Tables", system: "${appvar.where}", table: "a" }];
  const app_variables = [{ name: "where", value: "lab_db" }];
  await ask("POST", "/applications", { body: { name: "app", app_variables, steps } });
  const draft = (await ask("GET", "/applications/app/draft?client=w")).json();
  const list = async () =>
    (
      await ask("POST", `/applications/app/draft/steps/${draft.step_ids[0]}/options`, { body: { parameter: "table" } })
    ).json();
  expect(await list()).toEqual({ options: [{ value: "a", label: "db.example as •••" }, { value: 14 }], more: 0 });
  await host.services.configurations.delete("lab_db");
  expect((await list()).problem).toMatch(/ConnectionNotAvailableException: .*"lab_db"/);
});

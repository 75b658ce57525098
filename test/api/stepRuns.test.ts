import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("one step runs alone and answers with output, logs and result", async () => {
  const { ask } = await openTestApi();
  const body = { name: "my step", file: "Script", code: "return input.map((n) => n * 2);", input_data: [1, 2] };
  const answer = await ask("POST", "/steps/run?wait=20", { body });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ file: "Script", state: "SUCCESS", output: [2, 4], traceback: null });
});

test("the class is the name when there is no file", async () => {
  const { ask } = await openTestApi();
  const answer = await ask("POST", "/steps/run?wait=20", {
    body: { name: "Log", message: "hello there", level: "warning" },
  });
  expect(answer.json()).toMatchObject({ state: "SUCCESS", warning: true });
  expect(answer.json().logs).toMatchObject([{ level: "warning", message: "hello there" }]);
});

test("a failing step says why, an unknown one is not found, a missing parameter is refused", async () => {
  const { ask } = await openTestApi();
  const failed = await ask("POST", "/steps/run?wait=20", {
    body: { file: "Script", code: 'throw new Error("no luck");' },
  });
  expect(failed.json()).toMatchObject({ state: "FAILURE", output: null });
  expect(failed.json().traceback).toContain("no luck");
  expect((await ask("POST", "/steps/run", { body: { name: "NoSuchStep" } })).statusCode).toBe(404);
  const missing = await ask("POST", "/steps/run", { body: { name: "Script" } });
  expect(missing.statusCode).toBe(400);
  expect(missing.json().errors).toMatchObject([{ code: "missing_parameter" }]);
  expect((await ask("POST", "/steps/run", { body: {} })).statusCode).toBe(400);
});

test("a step that takes longer answers with its task", async () => {
  const { ask } = await openTestApi();
  const answer = await ask("POST", "/steps/run?wait=0", { body: { name: "Wait", duration: 600 } });
  expect(answer.statusCode).toBe(202);
  const { application_id: run, href } = answer.json();
  expect((await ask("GET", href.replace("/api/v1", ""))).json().application_id).toBe(run);
  await ask("DELETE", `/tasks/${run}`);
});

test("only a developer may run code of the request", async () => {
  const { ask } = await openTestApi();
  const body = { name: "Script", code: "return 1;" };
  expect((await ask("POST", "/steps/run", { body, role: "operator" })).statusCode).toBe(403);
});

test("a run of a class alone is none of the application that has its name", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: { name: "Log", app_variables: [], steps: [{ name: "a", file: "Log" }] } });
  expect((await ask("POST", "/steps/run?wait=20", { body: { name: "Log", message: "alone" } })).statusCode).toBe(200);
  expect((await ask("GET", "/runs?application=Log")).json().runs).toEqual([]);
  expect((await ask("GET", "/applications/Log/logs")).json().detail).toContain("has not run yet");
  expect((await ask("GET", "/runs")).json().runs).toMatchObject([{ app_name: "step:Log", state: "SUCCESS" }]);
});

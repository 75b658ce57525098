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

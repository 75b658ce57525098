import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("step classes are listed with manifests in the names of the API, and one with its code", async () => {
  const { ask } = await openTestApi();
  const list = (await ask("GET", "/steps", { role: "viewer" })).json();
  const log = list.find(({ name }: { name: string }) => name === "Log");
  expect(log).toMatchObject({
    syncpack: "base_steps_syncpack",
    problem: null,
    manifest: { file: "Log", friendly_name: "Log" },
  });
  const one = (await ask("GET", "/steps/Log", { role: "viewer" })).json();
  expect(one).toMatchObject({
    name: "Log",
    manifest: { parameters: expect.arrayContaining([expect.objectContaining({ name: "message" })]) },
  });
  expect(one.code).toContain("class Log extends");
  const missing = await ask("GET", "/steps/Lag");
  expect(missing.statusCode).toBe(404);
  expect(missing.json().detail).toContain('Did you mean "Log"?');
});

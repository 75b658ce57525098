import { expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

test("a variable gets another name with its value, and what asks for the old one is told", async () => {
  const sluice = new Sluice();
  await sluice.run(["config", "set", "prod", "pw=very-hidden-value", "--secret"]);
  await sluice.run(["config", "set", "prod", "url=https://example.org"]);
  const steps = [{ name: "Tell", file: "Log", message: "${config.pw}" }];
  sluice.write("app.json", { name: "app", configuration: "prod", app_variables: [], steps });
  await sluice.run(["import", "app.json"]);
  const renamed = await sluice.run(["config", "rename", "prod", "pw", "password"]);
  expect([renamed.code, renamed.err]).toEqual([0, ""]);
  expect(renamed.out).toBe('✔ Renamed "pw" in prod to "password".\nThese still ask for "pw":\n  application app\n');
  expect((await sluice.run(["config", "show", "prod"])).out).toMatch(/password +••• +encrypted\n[\s\S]*url/);
  sluice.write("app.json", {
    name: "app",
    configuration: "prod",
    app_variables: [],
    steps: [{ ...steps[0], message: "${config.password}" }],
  });
  await sluice.run(["import", "app.json", "--overwrite"]);
  expect((await sluice.run(["run", "app"])).code).toBe(0);
  expect(await sluice.json(["config", "rename", "prod", "url", "address"])).toMatchObject({
    renamed_to: "address",
    uses: [],
  });
  const taken = await sluice.run(["config", "rename", "prod", "address", "password"]);
  expect([taken.code, taken.err]).toEqual([2, expect.stringContaining('has a variable "password" already')]);
  expect((await sluice.run(["config", "rename", "prod", "pw", "x"])).code).toBe(4);
  expect((await sluice.run(["config", "rename", "none", "pw", "x"])).code).toBe(4);
});

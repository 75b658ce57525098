import { describe, expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

describe("sluice secret", () => {
  it("sets from stdin, lists names, deletes, and a run uses it masked", async () => {
    const sluice = new Sluice();
    const set = await sluice.run(["secret", "set", "crm"], { input: "pass word 4711\n" });
    expect([set.code, set.out]).toEqual([0, expect.stringContaining('Made the secret "crm".')]);
    expect((await sluice.run(["config", "set", "prod", "url=http://me:$SECRET(crm)@x"])).code).toBe(0);
    const code = "console.log(values.url); if (values.url !== ['http://me:pass', 'word', '4711@x'].join(' ')) throw 1";
    const steps = [{ name: "a", file: "Script", code, values: { url: "${config.url}" } }];
    const app = sluice.write("app.json", { name: "app", configuration: "prod", app_variables: [], steps });
    const run = await sluice.run(["run", app, "--debug", "--json"]);
    expect([run.code, run.out]).toEqual([0, expect.stringContaining("http://me:•••@x")]);
    expect(run.out).not.toContain('4711@x"');
    expect(await sluice.json(["secret", "list"])).toEqual([
      { name: "crm", usable: true, updatedAt: expect.any(String) },
    ]);
    expect((await sluice.run(["secret", "list"])).out).not.toContain("4711");
    expect((await sluice.run(["secret", "delete", "crm"])).code).toBe(0);
    expect((await sluice.run(["secret", "delete", "crm"])).code).toBe(4);
    const refused = await sluice.run(["run", app]);
    expect([refused.code, refused.out + refused.err]).toEqual([3, expect.stringContaining("no such secret")]);
  });
});

import { describe, expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

describe("sluice token", () => {
  it("makes a token once, lists it without its value, and revokes it", async () => {
    const sluice = new Sluice();
    const made = await sluice.run(["token", "create", "ci", "--role", "viewer"]);
    expect([made.code, made.out, made.err]).toEqual([
      0,
      expect.stringMatching(/^sluice_[A-Za-z0-9_-]{43}\n$/),
      expect.stringContaining("not shown again"),
    ]);
    const list = await sluice.run(["token", "list", "--json"]);
    expect(JSON.parse(list.out)).toEqual([{ name: "ci", role: "viewer", created_at: expect.any(String) }]);
    expect(list.out).not.toContain(made.out.trim());
    expect((await sluice.run(["token", "create", "ci"])).code).toBe(2);
    const wrong = await sluice.run(["token", "create", "other", "--role", "king"]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("There are: viewer, operator")]);
    await sluice.run(["user", "add", "ann", "--no-password"]);
    expect((await sluice.run(["token", "create", "laptop", "--user", "ann"])).code).toBe(0);
    expect((await sluice.run(["token", "list"])).out).toMatch(/NAME +ROLE +USER +MADE\nci .*\nlaptop +operator +ann /);
    expect((await sluice.run(["token", "create", "x", "--user", "nobody"])).code).toBe(4);
    expect((await sluice.run(["token", "revoke", "laptop"])).code).toBe(0);
    expect((await sluice.run(["token", "revoke", "ci"])).code).toBe(0);
    expect((await sluice.run(["token", "revoke", "ci"])).code).toBe(4);
    expect(await sluice.json(["token", "list"])).toEqual([]);
  });
});

import { generate } from "otplib";
import { describe, expect, it, vi } from "vitest";
import { Sluice } from "./Sluice.ts";

// Each command is a process of its own.
vi.setConfig({ testTimeout: 180_000 });

const password = "correct horse battery";

describe("sluice user", () => {
  it("adds with a password from stdin, and lists without it", async () => {
    const sluice = new Sluice();
    const added = await sluice.run(["user", "add", "ann", "--role", "developer"], { input: `${password}\n` });
    expect([added.code, added.out]).toEqual([0, expect.stringContaining('Added the user "ann"')]);
    const empty = await sluice.run(["user", "add", "bob"]);
    expect([empty.code, empty.err]).toEqual([2, expect.stringContaining("no password on stdin")]);
    expect(await sluice.json(["user", "list"])).toEqual([
      {
        name: "ann",
        role: "developer",
        hasPassword: true,
        hasSecondFactor: false,
        createdAt: expect.any(String),
      },
    ]);
  });

  it("changes role and password, and removes", async () => {
    const sluice = new Sluice();
    await sluice.json(["user", "add", "ann", "--no-password"]);
    expect((await sluice.run(["user", "role", "ann", "operator"])).code).toBe(0);
    expect((await sluice.run(["user", "password", "ann"], { input: `${password}\n` })).code).toBe(0);
    expect(await sluice.json(["user", "list"])).toMatchObject([{ role: "operator", hasPassword: true }]);
    expect((await sluice.run(["user", "remove", "ann"])).code).toBe(0);
    expect((await sluice.run(["user", "role", "ann", "viewer"])).code).toBe(4);
  });

  it("gives and takes a second factor", async () => {
    const sluice = new Sluice();
    await sluice.json(["user", "add", "ann", "--no-password"]);
    const { secret } = (await sluice.json(["user", "totp", "ann"])) as { secret: string };
    const code = await generate({ secret });
    const confirmed = (await sluice.json(["user", "totp", "ann", "--code", code])) as { recoveryCodes: string[] };
    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect(await sluice.json(["user", "list"])).toMatchObject([{ hasPassword: false, hasSecondFactor: true }]);
    expect((await sluice.run(["user", "totp", "ann", "--remove"])).code).toBe(0);
    expect((await sluice.run(["user", "totp", "ann", "--remove"])).code).toBe(4);
  });
});

import { describe, expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

describe("connections", () => {
  it("are configurations that say of which kind they are", async () => {
    const sluice = new Sluice();
    expect((await sluice.run(["connection", "list"])).err).toContain("There are no connections yet");
    await sluice.run(["config", "set", "erp", "host=db.example", "--connection", "postgresql"]);
    await sluice.run(["config", "set", "erp", "password", "--secret"], { input: "swordfish\n" });
    await sluice.run(["config", "set", "plain", "a=1"]);
    const listed = await sluice.run(["connection", "list", "--json"]);
    expect(JSON.parse(listed.out)).toEqual([{ name: "erp", kind: "postgresql", friendlyName: "" }]);
    // Saying so of one that is there keeps what it holds.
    await sluice.run(["config", "set", "erp", "port=5433", "--connection", "mysql"]);
    const { out } = await sluice.run(["connection", "list"]);
    expect(out).toMatch(/^NAME +KIND +TITLE *\nerp +mysql/);
    const shown = JSON.parse((await sluice.run(["config", "show", "erp", "--json"])).out);
    expect(shown).toMatchObject({
      connection: "mysql",
      configuration_data: [
        { name: "host", value: "db.example" },
        { name: "password", value: "•••", encrypted: true },
        { name: "port", value: 5433 },
      ],
    });
  });

  it("cannot be tried when there is none, or nothing knows the kind", async () => {
    const sluice = new Sluice();
    await sluice.run(["config", "set", "erp", "host=db.example", "--connection", "oracel"]);
    const unknown = await sluice.run(["connection", "test", "epr"]);
    expect([unknown.code, unknown.err]).toEqual([
      4,
      expect.stringContaining('There is no connection "epr". Did you mean "erp"?'),
    ]);
    const kind = await sluice.run(["connection", "test", "erp"]);
    expect([kind.code, kind.err]).toEqual([2, expect.stringContaining('of the kind "oracel"')]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

describe("sluice step", () => {
  it("writes a class to begin with, which runs", async () => {
    const sluice = new Sluice();
    expect((await sluice.run(["step", "new", "Greeter", "--dir", "my steps"])).out).toContain("Greeter.ts");
    expect(readFileSync(join(sluice.folder, "my steps", "Greeter.ts"), "utf8")).toContain("class Greeter extends");
    const twice = await sluice.run(["step", "new", "Greeter", "--dir", "my steps"]);
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining("--force")]);
    const { code, out, err } = await sluice.run([
      "step",
      "run",
      "Greeter",
      "--steps",
      "my steps",
      "--input",
      "[1]",
      "-q",
    ]);
    expect({ code, data: JSON.parse(out), err }).toEqual({ code: 0, data: { greeting: "Hello", data: [1] }, err: "" });
  });

  it("runs one class with parameters and typed input from a file, and gives output, logs and state", async () => {
    const sluice = new Sluice();
    sluice.write("data.json", '{"at": {"$type": "date", "value": "2026-01-02T03:04:05.678Z"}}');
    const code = "step.logger.debug('got'); return { year: input.at.getUTCFullYear(), big: 12n }";
    const run = await sluice.run([
      "step",
      "run",
      "Script",
      "--param",
      `code=${code}`,
      "--input",
      "@data.json",
      "--json",
    ]);
    const lines = run.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ type: "step.log", level: 10, message: "got" }));
    expect(lines.at(-1)).toMatchObject({
      type: "result",
      state: "SUCCESS",
      steps: [{ name: "Script", state: "SUCCESS", data: { year: 2026, big: { $type: "bigint", value: "12" } } }],
    });
  });

  it("shows the traceback of a failure in the author's lines and exits 1", async () => {
    const sluice = new Sluice();
    sluice.write(
      "Bad.ts",
      'import { BaseStep } from "sluice";\nexport default class Bad extends BaseStep {\n  async execute() {\n    throw new TypeError("no");\n  }\n}\n',
    );
    const { code, out } = await sluice.run(["step", "run", "Bad", "--steps", "."]);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/TypeError\n {4}no\n {4}at Bad\.execute \(.*Bad\.ts:4:11\)/),
    ]);
  });

  it("lists and describes the built-in classes", async () => {
    const sluice = new Sluice();
    const list = (await sluice.json(["step", "list"])) as { name: string; problem: unknown; description: string }[];
    expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining(["QueryREST", "Transform", "Wait"]));
    expect(list.filter(({ problem, description }) => problem !== null || description === "")).toEqual([]);
    const shown = (await sluice.run(["step", "show", "QueryREST"])).out;
    expect(shown).toMatch(/QueryREST {2}Query REST {2}version/);
    expect(shown).toContain("prefix_url");
    expect((await sluice.run(["step", "show", "Log", "--code"])).out).toContain("class Log extends");
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diamond, Sluice } from "./Sluice.ts";

describe("sluice import and export", () => {
  it("gives back the document that was imported, byte for byte from the second export on", async () => {
    const sluice = new Sluice();
    const text =
      '{"steps":[{"file":"Log","name":"a","message":"x","__proto__":{"kept":true}}],"app_variables":[],"other":{"b":1,"a":2}}';
    const imported = await sluice.run(["import", sluice.write("my flow.json", text)]);
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining("application my_flow: published")]);
    const first = (await sluice.run(["export", "my_flow"])).out;
    expect(JSON.parse(first)).toEqual(JSON.parse(text));
    sluice.write("my_flow.json", first);
    expect((await sluice.run(["import", "my_flow.json", "--overwrite"])).code).toBe(0);
    expect((await sluice.run(["export", "my_flow", "--out", "again.json"])).code).toBe(0);
    expect(readFileSync(join(sluice.folder, "again.json"), "utf8")).toBe(first);
  });

  it("writes the same step ids with --layout after an overwrite", async () => {
    const sluice = new Sluice();
    const idsOf = async () =>
      JSON.parse((await sluice.run(["export", "diamond", "--layout"])).out).layout.steps.map(
        ({ id, step }: { id: string; step: string }) => [step, id],
      );
    await sluice.run(["import", sluice.write("d.json", diamond)]);
    const before = await idsOf();
    await sluice.run(["import", sluice.write("d.json", { ...diamond, description: "changed" }), "--overwrite"]);
    expect(before).toHaveLength(4);
    expect(await idsOf()).toEqual(before);
  });

  it("keeps a document with errors as a draft and lists them; runs of it are refused", async () => {
    const sluice = new Sluice();
    const steps = [
      { name: "a", file: "Log", message: "x", output_to: ["b"] },
      { name: "b", file: "Log", message: "x", output_to: ["a"] },
    ];
    const { code, out } = await sluice.run(["import", sluice.write("loop.json", { app_variables: [], steps })]);
    expect([code, out]).toEqual([
      3,
      expect.stringMatching(/loop: kept as a draft[\s\S]*loop\.json:1:\d+ .*is a cycle/),
    ]);
    expect(await sluice.json(["apps"])).toMatchObject([{ name: "loop", revision: 0, hasDraft: true }]);
    expect(JSON.parse((await sluice.run(["export", "loop"])).out)).toEqual({ app_variables: [], steps });
    expect((await sluice.run(["run", "loop"])).code).toBe(3);
  });

  it("imports a folder: step classes, configurations and applications, and never overwrites unasked", async () => {
    const sluice = new Sluice();
    sluice.write(
      "Shout.ts",
      [
        'import { BaseStep } from "sluice";',
        "export default class Shout extends BaseStep {",
        '  constructor() { super(); this.newStepParameter({ name: "text" }); }',
        '  async execute(): Promise<void> { await this.saveDataForNextStep(String(this.getParameter("text")).toUpperCase()); }',
        "}",
      ].join("\n"),
    );
    sluice.write("helper.ts", "export const x = 1;");
    sluice.write("package.json", { name: "no document of ours" });
    sluice.write("prod.json", { name: "prod", configuration_data: [{ name: "my word", value: "quiet" }] });
    const steps = [{ name: "s", file: "Shout", text: "${config.my word}" }];
    sluice.write("app.json", { name: "app", configuration: "prod", app_variables: [], steps });
    const { code, out } = await sluice.run(["import", "."]);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => line.slice(2)),
    ).toEqual(["step class Shout: added", "configuration prod: added", "application app: published"]);
    expect(code).toBe(0);
    const run = await sluice.run(["run", "app", "-q"]);
    expect(run).toEqual({ code: 0, out: "", err: "" });
    expect(await sluice.json(["show", "last", "s"])).toMatchObject({ data: "QUIET" });
    const again = await sluice.run(["import", "."]);
    expect([again.code, again.out]).toEqual([2, expect.stringContaining('There is an application "app" already')]);
    expect(again.out).toContain("step class Shout: unchanged");
    expect((await sluice.run(["import", ".", "--overwrite"])).code).toBe(0);
  });

  it.each([
    [["export", "nothing"], 4, 'There is no application "nothing"'],
    [["import", "nowhere"], 4, "There is no file or folder nowhere"],
    [["validate", "nothing"], 4, 'There is no application "nothing"'],
    [["show", "last"], 4, 'There is no run "last"'],
    [["logs", "isapp-x"], 4, 'There is no run "isapp-x"'],
    [["replay", "isapp-x"], 4, 'There is no run "isapp-x"'],
    [["rerun", "isapp-x"], 2, "--from STEP"],
    [["revoke", "isapp-x"], 4, 'There is no run "isapp-x"'],
    [["runs", "--state", "odd"], 2, 'There is no state "odd"'],
    [["config", "show", "x"], 4, 'There is no configuration "x"'],
    [["config", "set", "a b", "k=v"], 2, "cannot be the name of a configuration"],
    [["step", "show", "Nope"], 4, 'There is no step class "Nope"'],
    [["step", "run", "Nope"], 4, 'There is no step class "Nope"'],
    [["step", "run", "Log", "--input", "{"], 3, "--input:1:2"],
    [["step", "new", "a b"], 2, "cannot be the name of a class"],
    [["step", "new", "Log"], 2, 'There is a step class "Log" already'],
  ])("answers %j with exit code %i", async (args, expected, words) => {
    const { code, err } = await new Sluice().run(args);
    expect([code, err]).toEqual([expected, expect.stringContaining(words)]);
    expect(err).not.toContain("    at ");
  });

  it("validates several files at once without running or storing anything", async () => {
    const sluice = new Sluice();
    sluice.write("good.json", diamond);
    sluice.write("bad.json", { name: "bad", app_variables: [], steps: [] });
    const { code, out } = await sluice.run(["validate", "good.json", "bad.json", "--json"]);
    const results = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(3);
    expect(results).toMatchObject([
      { file: "good.json", name: "diamond", valid: true, problems: [] },
      { file: "bad.json", valid: false, problems: [{ code: "no_steps", line: 1 }] },
    ]);
    expect((await sluice.run(["validate", "good.json"])).code).toBe(0);
  });

  it("runs steps again: a replay all of them, a rerun the chosen ones and those downstream", async () => {
    const sluice = new Sluice();
    await sluice.run(["run", sluice.write("d.json", diamond), "-q"]);
    expect((await sluice.run(["rerun", "last", "--from", "right"])).out).toMatch(
      /done +start .*reused[\s\S]*start +right[\s\S]*start +join/,
    );
    expect((await sluice.run(["rerun", "last", "--from", "rihgt"])).err).toContain('Did you mean "right"?');
    expect((await sluice.run(["replay", "last", "-q"])).code).toBe(0);
    const runs = (await sluice.json(["runs"])) as { id: string }[];
    expect(runs).toHaveLength(3);
    const stepsOf = ({ steps }: { steps: { name: string; data: unknown }[] }) =>
      steps.map(({ name, data }) => [name, data]);
    const results = await Promise.all(runs.map(({ id }) => sluice.json(["show", id])));
    for (const result of results) expect(stepsOf(result as never)).toEqual(stepsOf(results[0] as never));
  });
});

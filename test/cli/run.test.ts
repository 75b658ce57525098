import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diamond, endless, Sluice } from "./Sluice.ts";

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe("sluice run", () => {
  it("runs a file, shows each step, and writes the result with the data of the steps", async () => {
    const sluice = new Sluice();
    const { code, out } = await sluice.run(["run", sluice.write("app.json", diamond), "--result", "result.json"]);
    expect(code).toBe(0);
    expect(out).toMatch(/done +start .*\n/);
    expect(out).toMatch(/log +right {2}WARNING +in Oslo/);
    expect(out).toMatch(/Run succeeded with a warning in .*: 3 succeeded, 1 with a warning/);
    const result = JSON.parse(readFileSync(join(sluice.folder, "result.json"), "utf8"));
    const step = (name: string, file: string, data: unknown) => ({
      name,
      file,
      state: "SUCCESS",
      attempts: 1,
      started_at: isoTime,
      finished_at: isoTime,
      data,
      error: null,
    });
    expect(result).toEqual({
      id: expect.stringMatching(/^isapp-[0-9a-f-]{36}$/),
      app_name: "diamond",
      state: "SUCCESS",
      warning: true,
      started_at: isoTime,
      finished_at: isoTime,
      steps: [
        step("start", "Script", [{ n: 1 }, { n: 2 }]),
        step("left", "Transform", [3]),
        step("right", "Script", [7]),
        step("join", "Transform", 10),
      ],
    });
    expect(await sluice.json(["apps"])).toEqual([]);
  });

  it("prints one event per line with --json", async () => {
    const sluice = new Sluice();
    const { code, out } = await sluice.run(["run", sluice.write("app.json", diamond), "--json", "--debug"]);
    const events = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; seq: number });
    expect(code).toBe(0);
    expect(events[0]).toMatchObject({ type: "run.accepted", steps: 4 });
    expect(events.at(-1)).toMatchObject({ type: "run.finished", state: "SUCCESS" });
    expect(events.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq).sort((a, b) => a - b));
  });

  it("gives parameters as JSON or text to the variables of the application", async () => {
    const sluice = new Sluice();
    const app = sluice.write("app.json", {
      name: "vars",
      app_variables: [{ name: "a", required: true }],
      steps: [{ name: "s", file: "Script", code: "return step.getAppVariable('a')" }],
    });
    const missing = await sluice.run(["run", app]);
    expect([missing.code, missing.err]).toEqual([
      3,
      expect.stringMatching(/app\.json:1:\d+ \$\.app_variables\[0\].*"a" is required/),
    ]);
    await sluice.run(["run", app, "--param", 'a={"x":[1,2]}', "--result", "one.json"]);
    await sluice.run(["run", app, "--param", "a=not json", "--result", "two.json"]);
    const dataOf = (name: string) => JSON.parse(readFileSync(join(sluice.folder, name), "utf8")).steps[0].data;
    expect([dataOf("one.json"), dataOf("two.json")]).toEqual([{ x: [1, 2] }, "not json"]);
  });

  it("exits 1 and says why when a step fails", async () => {
    const sluice = new Sluice();
    const steps = [
      { name: "breaks 💥", file: "Script", code: "throw new RangeError('too far')", output_to: ["next"] },
      { name: "next", file: "Log", message: "x" },
    ];
    const app = sluice.write("app.json", { name: "fails", app_variables: [], steps });
    const { code, out } = await sluice.run(["run", app]);
    expect(code).toBe(1);
    expect(out).toContain("✖ breaks 💥 failed at attempt 1: RangeError\n    too far\n");
    expect(out).toMatch(/skipped +next {2}because "breaks 💥" failed/);
    const quiet = await sluice.run(["run", app, "--quiet"]);
    expect([quiet.out, quiet.err]).toEqual(["", expect.stringContaining("RangeError")]);
  });

  it("refuses a document with all its problems and their places, before any step runs", async () => {
    const sluice = new Sluice();
    const text = '{\n "name": "bad",\n "steps": [\n  {"name": "a", "file": "Scrpt", "output_to": ["zz"]}\n ]\n}';
    const { code, out, err } = await sluice.run(["run", sluice.write("bad.json", text)]);
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("bad cannot be used: 3 errors.");
    expect(err).toMatch(/bad\.json:4:25 \$\.steps\[0\]\.file .*"Scrpt"\. Did you mean "Script"\?/);
    expect(err).toMatch(/bad\.json:4:48 \$\.steps\[0\]\.output_to\[0\]/);
    expect(err).not.toContain("    at ");
    expect(await sluice.json(["runs"])).toEqual([]);
  });

  it.each([
    [["run", "missing.json"], 4, "There is no file missing.json."],
    [["run", "nothing"], 4, 'There is no application "nothing".'],
    [["run", "broken.json"], 3, "broken.json:2:3"],
    [["run", "app.json", "--param", "x"], 2, "--param takes name=value"],
    [["run", "app.json", "--level", "loud"], 2, 'no log level "loud"'],
    [["run", "app.json", "--workers", "0"], 2, "--workers takes a whole number"],
    [["run", "app.json", "--result", "no/such/folder.json"], 2, "there is no folder"],
    [["run", "app.json", "--steps", "nowhere"], 4, "nowhere"],
    [["run", "app.json", "--config", "nowhere"], 4, 'no configuration "nowhere"'],
    [["run"], 2, "missing required argument"],
    [["rum"], 2, "Did you mean run?"],
    [["run", "app.json", "--colour"], 2, "unknown option"],
  ])("answers %j with exit code %i", async (args, expected, words) => {
    const sluice = new Sluice();
    sluice.write("app.json", diamond);
    sluice.write("broken.json", '{"name":\n  }');
    const { code, err } = await sluice.run(args);
    expect([code, err]).toEqual([expected, expect.stringContaining(words)]);
    expect(err).not.toContain("    at ");
  });

  it("leaves a run on a queue without workers pending, exits 2, and runs it with --workers", async () => {
    const sluice = new Sluice();
    const app = sluice.write("app.json", diamond);
    const stalled = await sluice.run(["run", app, "--queue", "nobody"]);
    expect([stalled.code, stalled.err]).toEqual([2, expect.stringContaining('the queue "nobody" has no workers')]);
    expect(await sluice.json(["runs"])).toMatchObject([{ state: "PENDING", queue: "nobody" }]);
    const run = await sluice.run(["run", app, "--queue", "nobody", "--workers", "2"]);
    expect([run.code, run.err]).toEqual([0, expect.stringContaining("1 run of this data folder is unfinished")]);
    expect((await sluice.run(["revoke", "last"])).out).toContain("had ended already: SUCCESS");
  });

  it("takes step classes from a folder and leaves helper modules and broken files alone", async () => {
    const sluice = new Sluice("sluice steps ");
    sluice.write("helper.ts", "export const two = 2;");
    sluice.write("Broken.ts", "export default class {");
    sluice.write(
      "Doubler.ts",
      [
        'import { BaseStep } from "sluice";',
        'import { two } from "./helper.ts";',
        "export default class Doubler extends BaseStep {",
        '  constructor() { super(); this.newStepParameter({ name: "value", required: true }); }',
        '  async execute(): Promise<void> { await this.saveDataForNextStep(Number(this.getParameter("value")) * two); }',
        "}",
      ].join("\n"),
    );
    const app = sluice.write("app.json", {
      name: "x",
      app_variables: [],
      steps: [{ name: "d", file: "Doubler", value: 21 }],
    });
    expect((await sluice.run(["run", app, "--steps", ".", "--result", "r.json", "-q"])).code).toBe(0);
    expect(JSON.parse(readFileSync(join(sluice.folder, "r.json"), "utf8")).steps[0].data).toBe(42);
    const list = (await sluice.run(["step", "list", "--steps", "."])).out;
    expect(list).toMatch(/Broken .*✖ .*Broken\.ts:1:23/);
    expect(list).not.toContain("helper");
    sluice.write("Log.ts", readFileSync(join(sluice.folder, "Doubler.ts"), "utf8"));
    const clash = await sluice.run(["run", app, "--steps", "."]);
    expect([clash.code, clash.err]).toEqual([
      2,
      expect.stringMatching(/"Log" exists twice: in the SyncPack \S+ and in the folder/),
    ]);
  });

  it("revokes the run at Ctrl+C, says so and exits 1", async () => {
    const sluice = new Sluice();
    const { child, ended, seen } = sluice.start(["run", sluice.write("app.json", endless)]);
    await seen(/begun/);
    child.kill("SIGINT");
    const { code, out } = await ended;
    expect(code).toBe(1);
    expect(out).toContain("Revoking the run.");
    expect(out).toMatch(/Run revoked in .*: 2 revoked/);
    expect(await sluice.json(["runs"])).toMatchObject([{ state: "REVOKED" }]);
  });

  it("names the owner of a folder in use and exits 5, while readers read beside it", async () => {
    const sluice = new Sluice();
    const { child, ended, seen } = sluice.start(["run", sluice.write("app.json", endless)]);
    await seen(/begun/);
    const second = await sluice.run(["run", sluice.write("other.json", diamond)]);
    expect([second.code, second.err]).toEqual([5, expect.stringContaining(`process ${child.pid}`)]);
    expect(await sluice.json(["show", "last"])).toMatchObject({ state: "STARTED" });
    expect((await sluice.run(["logs", "last"])).out).toContain("begun");
    child.kill("SIGINT");
    await ended;
  });

  it("leaves the runs of a killed process alone until resume, which ends them", async () => {
    const sluice = new Sluice();
    const code =
      "const { existsSync } = await import('node:fs'); step.logger.flow('begun'); while (!existsSync(step.getAppVariable('gate'))) await new Promise((r) => setTimeout(r, 20)); return 1";
    const steps = [{ name: "gated", file: "Script", code }];
    const app = sluice.write("app.json", {
      name: "gated",
      app_variables: [{ name: "gate", value: join(sluice.folder, "gate") }],
      steps,
    });
    const { child, ended, seen } = sluice.start(["run", app]);
    await seen(/begun/);
    child.kill("SIGKILL");
    await ended;
    sluice.write("gate", "");
    const other = await sluice.run(["run", sluice.write("other.json", diamond), "-q"]);
    expect(other.code).toBe(0);
    expect(await sluice.json(["runs", "--state", "started"])).toHaveLength(1);
    const resumed = await sluice.run(["resume"]);
    expect([resumed.code, resumed.out]).toEqual([0, expect.stringMatching(/recover +gated[\s\S]*Run succeeded/)]);
    expect((await sluice.run(["resume"])).err).toContain("There is no unfinished run.");
  });

  it("revokes a run that a killed process left", async () => {
    const sluice = new Sluice();
    const { child, ended, seen } = sluice.start(["run", sluice.write("app.json", endless)]);
    await seen(/begun/);
    child.kill("SIGKILL");
    await ended;
    expect((await sluice.run(["revoke", "last"])).out).toContain("Revoked the run");
    expect(await sluice.json(["show", "last"])).toMatchObject({
      state: "REVOKED",
      steps: [{ state: "REVOKED" }, { state: "REVOKED" }],
    });
  });
});

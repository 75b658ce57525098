import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { diamond, endless, Sluice } from "./Sluice.ts";

interface Place {
  /** Runs a command that asks the host. */
  ask(args: string[], input?: string): ReturnType<Sluice["run"]>;
  /** As `ask`, still running. */
  begin(args: string[]): ReturnType<Sluice["start"]>;
  /** Where the command runs and its files lie. */
  sluice: Sluice;
  host: Sluice;
  url: string;
  token: string;
  stop(): Promise<{ out: string; err: string }>;
}

/** A host, and commands that ask it: beside it on its data folder, or elsewhere by its address. */
async function openPlace(isBeside: boolean): Promise<Place> {
  const host = new Sluice();
  const { child, ended, seen } = host.start(["serve", "--port", "0"]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await seen(/Ctrl\+C stops it/);
  const { url } = JSON.parse(readFileSync(join(host.dataFolder, "host.json"), "utf8")) as { url: string };
  const token = readFileSync(join(host.dataFolder, "first.token"), "utf8").trim();
  const sluice = isBeside ? host : new Sluice();
  const more = isBeside ? [] : ["--url", url, "--token", token];
  return {
    ask: (args, input) => sluice.run([...args, ...more], input === undefined ? {} : { input }),
    begin: (args) => sluice.start([...args, ...more]),
    sluice,
    host,
    url,
    token,
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}

const shout = [
  'import { BaseStep } from "sluice";',
  'import { loud } from "./loud.ts";',
  "export default class Shout extends BaseStep {",
  '  constructor() { super(); this.newStepParameter({ name: "text" }); }',
  '  async execute(): Promise<void> { await this.saveDataForNextStep(loud(String(this.getParameter("text")))); }',
  "}",
].join("\n");

const reporting = {
  name: "reporting",
  generate_report: true,
  app_variables: [],
  steps: [{ name: "one", file: "Script", code: "step.report.addRow({ table: 'T', row: { a: 1 } })" }],
};

type Row = [args: string[], code: number, words: RegExp];

describe.each([
  ["beside the host", true],
  ["at its address", false],
])("a command %s", (_, isBeside) => {
  const runAll = async ({ ask }: Place, rows: readonly Row[]): Promise<void> => {
    for (const [args, code, words] of rows) {
      const ended = await ask(args);
      expect([args, ended.code, ended.out + ended.err]).toEqual([args, code, expect.stringMatching(words)]);
    }
  };

  test("takes documents in and out, and checks them", async () => {
    const place = await openPlace(isBeside);
    const { sluice, ask } = place;
    sluice.write("diamond.json", diamond);
    sluice.write("Shout.ts", shout);
    sluice.write("loud.ts", "export const loud = (text: string) => text.toUpperCase();");
    sluice.write("loop.json", {
      app_variables: [],
      steps: [{ name: "a", file: "Log", message: "x", output_to: ["a"] }],
    });
    await runAll(place, [
      [["import", "diamond.json", "Shout.ts"], 0, /step class Shout: added[\s\S]*application diamond: published/],
      [["import", "diamond.json"], 2, /There is an application "diamond" already/],
      [["import", "loop.json"], 3, /loop: kept as a draft[\s\S]*loop\.json:1:\d+ /],
      [["apps"], 0, /diamond {2}revision 1 +4/],
      [["validate", "diamond", "loop.json"], 3, /✔ valid {2}diamond[\s\S]*✖ not valid {2}loop\.json/],
      [["export", "diamond", "--archive", "d.zip"], 0, /Wrote d\.zip/],
      [["export", "--all", "all.zip"], 0, /Wrote all\.zip/],
      [["import", "all.zip", "--dry-run"], 0, /step class Shout: unchanged[\s\S]*application diamond: unchanged/],
      [
        ["import", "d.zip", "--choose", "application:diamond=rename:other"],
        0,
        /application other from diamond: created/,
      ],
      [["step", "list"], 0, /Shout .*imported/],
      [["step", "show", "Shout", "--code"], 0, /class Shout/],
      [["step", "new", "Shout"], 2, /There is a step class "Shout" already/],
      [["step", "new", "Mine"], 0, /Wrote Mine\.ts/],
      [["run", "loop"], 4, /only a draft/],
    ]);
    expect(JSON.parse((await ask(["export", "diamond"])).out)).toEqual(diamond);
  });

  test("runs, watches and reads runs", async () => {
    const place = await openPlace(isBeside);
    const { sluice, ask } = place;
    sluice.write("diamond.json", diamond);
    sluice.write("reporting.json", reporting);
    await ask(["import", "diamond.json", "reporting.json"]);
    await runAll(place, [
      [
        ["run", "diamond", "--param", "city=Rome", "--result", "r.json"],
        0,
        /log +right {2}WARNING +in Rome[\s\S]*succeeded/,
      ],
      [["run", "diamond.json"], 0, /done +join .*\n.*Run succeeded/],
      [["run", "reporting", "-q"], 0, /^$/],
      [["runs", "--app", "diamond"], 0, /diamond .*SUCCESS[\s\S]*diamond .*SUCCESS/],
      [["show", "last"], 0, /It made a report, 1 row/],
      [["show", "last", "none"], 4, /has no step "none"/],
      [["export", "--all", "runs.zip", "--with-runs"], 0, /Wrote runs\.zip/],
      [["import", "runs.zip"], 0, /0 runs and 0 reports came in; 3 runs and 1 report are here already\./],
      [["report", "list"], 0, /report-reporting-isapp/],
      [["report", "show", "last"], 0, /T {2}1 row/],
      [["report", "export", "last", "-f", "csv"], 0, /a\r?\n1/],
      [["report", "delete", "reporting"], 0, /Deleted 1 report/],
      [["run", "diamond.json", "--steps", "."], 2, /has step classes of its own/],
      [["step", "run", "Transform", "--param", "expression=$sum(n)", "--input", '[{"n":2}]', "-q"], 0, /^2\n$/],
      [["replay", "last", "-q"], 0, /^$/],
    ]);
    const { steps } = JSON.parse(readFileSync(join(sluice.folder, "r.json"), "utf8"));
    expect(steps.map(({ data }: { data: unknown }) => data)).toEqual([[{ n: 1 }, { n: 2 }], [3], [7], 10]);
    const events = (await ask(["run", "diamond", "--json"])).out.trim().split("\n");
    const types = events.map((line) => (JSON.parse(line) as { type: string }).type);
    expect([types[0], types.at(-1), types.filter((type) => type === "step.finished")]).toEqual([
      "run.accepted",
      "run.finished",
      Array(4).fill("step.finished"),
    ]);
    await runAll(place, [
      [["rerun", "last", "--from", "right"], 0, /done +start .*reused[\s\S]*start +join/],
      [["logs", "last", "--step", "right"], 0, /in Oslo/],
      [["logs", "last", "--step", "wrong"], 4, /has no step "wrong"/],
      [["show", "last", "join", "--json"], 0, /"data":10/],
    ]);
  });

  test("revokes the run it watches at Ctrl+C", async () => {
    const { sluice, begin, ask } = await openPlace(isBeside);
    const { child, ended, seen } = begin(["run", sluice.write("endless.json", endless)]);
    await seen(/begun/);
    child.kill("SIGINT");
    const { code, out } = await ended;
    expect([code, out]).toEqual([1, expect.stringMatching(/Revoking the run\.[\s\S]*Run revoked/)]);
    expect((await ask(["revoke", "last"])).out).toContain("had ended already: REVOKED");
  });

  test("sets what runs need", async () => {
    const place = await openPlace(isBeside);
    const { sluice, ask } = place;
    await ask(["import", sluice.write("diamond.json", diamond)]);
    await runAll(place, [
      [["config", "set", "prod", "url=x", "n=1"], 0, /Set "url" in the new configuration prod\.\n.*Set "n" in prod/],
      [["config", "set", "a b", "k=v"], 2, /cannot be the name of a configuration/],
      [["config", "list"], 0, /prod +2/],
      [["config", "show", "prod"], 0, /url +x/],
      [["config", "show", "none"], 4, /There is no configuration "none"/],
      [["config", "export", "prod"], 0, /"configuration_data"/],
      [["queue", "set", "reports", "2"], 0, /up to 2 attempts/],
      [["queue", "list"], 0, /reports +2/],
      [["queue", "show", "reports"], 0, /reports +2/],
      [["queue", "delete", "reports"], 0, /Deleted/],
      [["queue", "show", "reports"], 4, /There is no queue "reports"/],
      [["schedule", "add", "often", "--app", "diamond", "--every", "600"], 0, /Added the schedule "often". Next/],
      [["schedule", "set", "often", "--cron", "0 3 * * *", "--param", "city=Rome"], 0, /Changed/],
      [["schedule", "disable", "often"], 0, /Disabled/],
      [["schedule", "run", "often", "-q"], 0, /^$/],
      [["schedule", "list"], 0, /often +diamond +0 3 \* \* \* UTC +disabled +.*started by hand/],
      [["schedule", "show", "often"], 0, /"city":"Rome"/],
      [["schedule", "next", "often"], 0, /It has no next time/],
      [["schedule", "enable", "often"], 0, /Enabled/],
      [["schedule", "next", "often", "--count", "3"], 0, /Next times\n(.*\n){3}$/],
      [["schedule", "next", "--cron", "0 25 * * *"], 2, /hour/],
      [["schedule", "delete", "often"], 0, /Deleted/],
      [["user", "add", "ann", "--no-password"], 0, /Added the user "ann"/],
      [["user", "role", "ann", "operator"], 0, /operator/],
      [["user", "totp", "ann"], 0, /Secret +\S+/],
      [["user", "totp", "ann", "--code", "000000"], 2, /not the present code/],
      [["user", "list"], 0, /ann +operator/],
      [["user", "remove", "ann"], 0, /Removed/],
      [["token", "create", "ci"], 0, /not shown again/],
      [["token", "list"], 0, /ci +operator/],
      [["token", "revoke", "ci"], 0, /Revoked/],
      [["config", "delete", "prod"], 0, /Deleted/],
    ]);
    expect((await ask(["secret", "set", "pw"], "quiet")).out).toContain("$SECRET(pw)");
    await runAll(place, [
      [["secret", "list"], 0, /pw/],
      [["secret", "delete", "pw"], 0, /Deleted/],
    ]);
  });
});

describe("a host that cannot be asked", () => {
  test("is told from one that refuses, for what reads and for what writes", async () => {
    const { host, url, stop } = await openPlace(true);
    const elsewhere = new Sluice();
    const rows: Row[] = [
      [["apps", "--url", url], 2, /SLUICE_TOKEN/],
      [["apps", "--url", url, "--token", "wrong"], 2, /token of the request is not valid/],
      [["queue", "set", "a", "1", "--url", url, "--token", "wrong"], 2, /token of the request is not valid/],
      [["apps", "--url", "nowhere", "--token", "x"], 2, /--url takes an address/],
      [["backup", "b.sluice", "--url", url], 2, /takes no address of a host/],
      [["doctor", "--url", url], 2, /takes no address of a host/],
      [["resume", "--url", url], 2, /takes no address of a host/],
    ];
    for (const [args, code, words] of rows) {
      const ended = await elsewhere.run(args);
      expect([args, ended.code, ended.err]).toEqual([args, code, expect.stringMatching(words)]);
    }
    const { out } = await host.run(["token", "create", "watcher", "--role", "viewer"]);
    const refused = await elsewhere.run(["run", "x", "--url", url, "--token", out.trim()]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("needs the role operator")]);
    await stop();
    const gone = await elsewhere.run(["apps", "--url", url, "--token", "x"]);
    expect([gone.code, gone.err]).toEqual([5, expect.stringContaining("No host answers")]);
    expect((await host.run(["apps"])).code).toBe(0);
  });
});

describe.skipIf(process.platform !== "linux")("a secret that is typed", () => {
  test("is in no process's arguments, in no output and in no file", async () => {
    const { sluice, begin, stop } = await openPlace(true);
    const secret = "swordfish-4711-typed";
    const { ended } = sluice.start(["config", "set", "prod", "pw", "--secret"], { input: secret });
    let isOver = false;
    const done = ended.finally(() => {
      isOver = true;
    });
    const seen = new Set<string>();
    while (!isOver) {
      for (const line of readCommandLines()) seen.add(line);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { code, out, err } = await done;
    expect([code, out + err]).toEqual([0, expect.stringContaining('Set "pw"')]);
    expect([...seen].filter((line) => line.includes("--secret"))).not.toEqual([]);
    expect([...seen].filter((line) => line.includes(secret))).toEqual([]);
    const shown = await begin(["config", "show", "prod", "--json"]).ended;
    const host = await stop();
    expect(`${out}${err}${shown.out}${host.out}${host.err}`).not.toContain(secret);
    const files = readdirSync(sluice.dataFolder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const holding = files.filter((one) => readFileSync(join(one.parentPath, one.name)).includes(secret));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });
});

function readCommandLines(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8")];
      } catch {
        return [];
      }
    });
}

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

const steps = [{ name: "say", file: "Log", message: "${config.word}" }];
const app = { name: "app", configuration: "prod", app_variables: [], steps };
const lines = (text: string) => text.trim().split("\n");

async function openFull(): Promise<Sluice> {
  const sluice = new Sluice();
  await sluice.run(["config", "set", "prod", "word=quiet"]);
  await sluice.run(["config", "set", "prod", "pw=very-hidden", "--secret"]);
  await sluice.run(["import", sluice.write("app.json", app)]);
  return sluice;
}

test("an archive of everything goes into another data folder: tried first, then taken in, then chosen for", async () => {
  const source = await openFull();
  const written = await source.run(["export", "--all", "all.zip"]);
  expect([written.code, written.out]).toEqual([0, expect.stringContaining("Wrote all.zip")]);
  const file = join(source.folder, "all.zip");
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file).includes("very-hidden")).toBe(false);

  const target = new Sluice();
  const tried = await target.run(["import", file, "--dry-run"]);
  expect(tried.code).toBe(0);
  expect(lines(tried.out)).toEqual([
    "✔ configuration prod: would be created",
    expect.stringMatching(/"pw" was encrypted with another key and would have no value/),
    "✔ application app: would be created",
  ]);
  expect(existsSync(target.dataFolder)).toBe(false);
  const taken = await target.run(["import", file]);
  expect([taken.code, lines(taken.out)]).toEqual([0, expect.arrayContaining(["✔ application app: created"])]);

  target.write("app.json", { ...app, description: "mine" });
  await target.run(["import", "app.json", "--overwrite"]);
  const again = await target.run(["import", file]);
  expect([again.code, again.out]).toEqual([2, expect.stringContaining("application app: left out. There is another")]);
  const chosen = await target.run(["import", file, "--choose", "application:app=rename:app2"]);
  expect([chosen.code, chosen.out]).toEqual([0, expect.stringContaining("application app2 from app: created")]);
  expect(JSON.parse((await target.run(["export", "app"])).out).description).toBe("mine");
  expect(await target.json(["apps"])).toMatchObject([{ name: "app" }, { name: "app2" }]);
});

test("an archive of one application, and files beside it, are one bundle", async () => {
  const source = await openFull();
  await source.run(["import", source.write("other.json", { ...app, name: "other", configuration: "gone" })]);
  expect((await source.run(["export", "app", "--archive", "app.zip"])).code).toBe(0);
  const target = new Sluice();
  source.write("package.json", { name: "no document of ours" });
  source.write("Mine.ts", 'import { BaseStep } from "sluice";\nexport default class Mine extends BaseStep {}\n');
  const tried = await target.run(["import", source.folder, join(source.folder, "app.zip"), "--dry-run", "--json"]);
  const items = lines(tried.out).map((line) => JSON.parse(line));
  expect(items.map(({ kind, name, action }) => `${kind} ${name} ${action}`)).toEqual([
    "step_class Mine create",
    "configuration prod create",
    "application app create",
    "application app refused",
    "application other create",
    "configuration gone missing",
  ]);
  expect(items.at(-1)).toMatchObject({ neededBy: ["other"] });
});

test("runs and reports go along into another data folder, once", async () => {
  const source = new Sluice();
  const steps = [
    { name: "many", file: "Script", code: "return Array.from({ length: 60000 }, (_, n) => `row ${n} of many`)" },
  ];
  await source.run(["import", source.write("app.json", { name: "app", app_variables: [], steps })]);
  await source.run(["run", "app"]);
  const [ran] = (await source.json(["runs"])) as { id: string }[];
  const id = String(ran?.id);
  const written = await source.run(["export", "--all", "all.zip", "--with-runs"]);
  expect([written.code, written.out]).toEqual([0, expect.stringMatching(/Wrote all\.zip \(\d\.\d MB\)/)]);
  const file = join(source.folder, "all.zip");
  expect([statSync(file).mode & 0o077, readdirSync(source.folder).includes("all.zip.part")]).toEqual([0, false]);

  const target = new Sluice();
  const locked = await target.run(["import", file, "--dry-run"]);
  expect(lines(locked.out)).toEqual([
    "✔ application app: would be created",
    "✔ 1 run and 0 reports would come in.",
    expect.stringMatching(/1 run was encrypted with another key/),
  ]);
  mkdirSync(target.dataFolder, { mode: 0o700 });
  copyFileSync(join(source.dataFolder, "vault.key"), join(target.dataFolder, "vault.key"));
  const taken = await target.run(["import", file]);
  expect([taken.code, lines(taken.out)]).toEqual([0, ["✔ application app: created", "✔ 1 run and 0 reports came in."]]);
  const again = await target.run(["import", file, "--json"]);
  expect(lines(again.out).map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ name: "app", action: "unchanged" }),
    { kind: "history", runs: 0, known_runs: 1, locked_runs: 0, reports: 0, known_reports: 0 },
  ]);
  expect(await target.json(["show", id])).toEqual(await source.json(["show", id]));
  expect((await target.run(["resume"])).out).not.toContain(id);
});

test.each([
  [["export"], 2, "takes the name"],
  [["export", "app", "--all", "x.zip"], 2, "takes the name"],
  [["export", "app", "--with-runs"], 2, "--with-runs goes with"],
  [["export", "nothing", "--archive", "x.zip"], 4, 'no application "nothing"'],
  [["import", "none.zip"], 4, "There is no file"],
  [["import", ".", "--choose", "app=skip"], 2, "--choose takes KIND:NAME=CHOICE"],
])("answers %j with exit code %i", async (args, expected, words) => {
  const sluice = new Sluice();
  sluice.write("a.json", app);
  const { code, err } = await sluice.run(args);
  expect([code, err]).toEqual([expected, expect.stringContaining(words)]);
});

test("what is no archive is refused in plain words", async () => {
  const sluice = new Sluice();
  sluice.write("bad.zip", "no archive");
  const { code, err } = await sluice.run(["import", "bad.zip", "--dry-run"]);
  expect([code, err]).toEqual([3, expect.stringContaining("no ZIP archive")]);
});

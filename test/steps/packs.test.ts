import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import { checkParameters } from "../../core/sdk/checkParameters.ts";
import { WorkerBench } from "../support/WorkerBench.ts";
import { examplesFolder, packs, packsFolder } from "./packs.ts";

/** What `step_func` may call. */
const stepFunctions: Record<string, string[]> = {
  QueryREST: ["encode"],
  TriggerApplication: ["dataOf"],
};

/** Which steps may load a driver. */
const drivers: Record<string, RegExp> = {
  pg: /^PostgreSQL/,
  "pg-cursor": /^PostgreSQL/,
  mysql2: /^MySQL/,
  tedious: /^MSSQL/,
  "better-sqlite3": /^SQLite$/,
  mongodb: /^MongoDB/,
  "@redis/client": /^Redis/,
  ldapts: /^LDAP/,
  imapflow: /^ReadMail$/,
  nodemailer: /^SendMail$/,
  hucre: /Excel$/,
  "fast-xml-parser": /XML$/,
  luxon: /^DateTime$/,
};

const manifests = new Map<string, StepManifest>();
/** The compiled code of a class. */
const modules = new Map<string, string>();
let bench: WorkerBench;

beforeAll(async () => {
  bench = await WorkerBench.create();
  for (const { folder, steps } of packs) {
    for (const name of steps) {
      const compiled = await bench.compile(`${folder}steps/${name}.ts`);
      modules.set(name, readFileSync(compiled.modulePath, "utf8"));
      manifests.set(name, await bench.pool.describe(compiled));
    }
  }
}, 300_000);

afterAll(() => bench.close());

function manifestOf(name: string): StepManifest {
  const manifest = manifests.get(name);
  if (manifest === undefined) throw new Error(`No manifest of ${name}`);
  return manifest;
}

const all = packs.flatMap(({ tests, steps }) => steps.map((name) => ({ name, tests })));

it("the packs have their steps, under names that no other pack has", () => {
  expect(Object.fromEntries(packs.map(({ name, steps }) => [name, [...steps].sort()]))).toEqual({
    base: [
      "Approve",
      "CacheDelete",
      "CacheRead",
      "CacheSave",
      "DirectCacheRead",
      "ForEach",
      "Log",
      "QueryGQL",
      "QueryREST",
      "Script",
      "Stop",
      "Switch",
      "SystemDiagnostics",
      "Transform",
      "TriggerApplication",
      "Wait",
      "stepTemplate",
    ],
    data: [
      "BuildCSV",
      "BuildExcel",
      "BuildJSON",
      "BuildXML",
      "CompareLists",
      "DateTime",
      "FilterRows",
      "GroupRows",
      "Hash",
      "MergeByKey",
      "ParseCSV",
      "ParseExcel",
      "ParseJSON",
      "ParseXML",
      "RemoveDuplicates",
      "SortRows",
      "SplitIntoBatches",
    ],
    mongodb: ["MongoDBAggregate", "MongoDBFind", "MongoDBInsert", "MongoDBUpdate"],
    redis: ["RedisDelete", "RedisGet", "RedisPublish", "RedisSet"],
    sql: [
      "MSSQLDescribe",
      "MSSQLInsert",
      "MSSQLSelect",
      "MySQLDescribe",
      "MySQLInsert",
      "MySQLSelect",
      "PostgreSQLDescribe",
      "PostgreSQLInsert",
      "PostgreSQLListen",
      "PostgreSQLSelect",
      "PostgreSQLUpsert",
      "SQLite",
    ],
    ssh: ["SFTPDelete", "SFTPGet", "SFTPList", "SFTPMove", "SFTPPut", "SSHCommand", "SSHTunnelCommand"],
    directory: ["LDAPModify", "LDAPSearch"],
    mail: ["ReadMail", "SendMail"],
    files: ["DeleteFile", "ListFiles", "MoveFile", "ReadFile", "RunCommand", "WriteFile"],
  });
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

it("load only the drivers that they need", () => {
  const imports = (name: string, driver: string): boolean =>
    new RegExp(`(?:from|import)\\s*\\(?\\s*["']${driver}["'/]`).test(modules.get(name) ?? "");
  for (const [driver, mayLoad] of Object.entries(drivers)) {
    const names = all.map(({ name }) => name).filter((name) => imports(name, driver));
    expect([driver, names.length > 0, names.filter((name) => !mayLoad.test(name))]).toEqual([driver, true, []]);
  }
});

describe.each(all)("$name", ({ name, tests }) => {
  it("has a test, an example and a help page", () => {
    expect(existsSync(`${tests}${name}.test.ts`)).toBe(true);
    expect(existsSync(`${examplesFolder}${name}.json`)).toBe(true);
    expect(manifestOf(name).help?.trim().length).toBeGreaterThan(80);
  });

  it("says what it is", () => {
    expect(manifestOf(name)).toMatchObject({
      file: name,
      friendlyName: expect.stringMatching(/^[A-Z]/),
      description: expect.stringMatching(/.{20,}/),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      author: "Sluice",
      category: expect.stringMatching(/./),
      icon: expect.stringMatching(/^[a-z0-9-]+$/),
    });
  });

  it("describes every parameter, and its samples and defaults fit", () => {
    for (const parameter of manifestOf(name).parameters) {
      expect.soft(parameter.description, parameter.name).toMatch(/.{10,}\.$/s);
      for (const value of [parameter.sampleValue, parameter.defaultValue]) {
        if (value === undefined || value === null) continue;
        const values: JsonObject = { [parameter.name]: value };
        expect.soft(checkParameters([{ ...parameter, required: false }], values), parameter.name).toEqual([]);
      }
    }
  });

  it("shows a parameter only by a value that its other parameter can have", () => {
    const { parameters } = manifestOf(name);
    for (const { showWhen } of parameters) {
      if (showWhen === undefined) continue;
      const other = parameters.find((candidate) => candidate.name === showWhen.parameter);
      const values = other?.kind === "boolean" ? [true, false] : other?.options?.map((option) => option.value);
      expect(values).toContain(showWhen.equals);
    }
  });

  it("offers no inner method as a step function", () => {
    expect(manifestOf(name).stepFunctions).toEqual(stepFunctions[name] ?? []);
  });
});

it.each(packs)("the pack $name describes itself with the manual's keys", ({ name, folder }) => {
  const meta = JSON.parse(readFileSync(`${folder}meta.json`, "utf8")) as object;
  expect(meta).toMatchObject({ name: `${name}_steps_syncpack`, version: "1.0.0", requires_dist: [], schedules: [] });
  expect(Object.keys(meta)).toEqual(
    expect.arrayContaining([
      "summary",
      "description",
      "author",
      "home_page",
      "tags",
      "critical",
      "requires_is_version",
    ]),
  );
});

it("the base pack ships the manual's application template", () => {
  const apps = `${packsFolder}base/apps/`;
  expect(readdirSync(apps)).toEqual(["integration_template.json", "is_system_diagnostics.json"]);
  const template = JSON.parse(readFileSync(`${apps}integration_template.json`, "utf8"));
  expect(template).toMatchObject({
    name: "integration_template",
    friendly_name: "Template App",
    app_variables: [{ name: "exampleVariable", value: "exampleValue", required: true }],
    steps: [
      { name: "GETgoogle.com", file: "QueryREST", prefix_url: "http://google.com", output_to: ["next_step"] },
      { name: "next_step", file: "someOtherTask" },
    ],
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../core/base/json.ts";
import type { OwnerHost } from "../../core/host.ts";
import type { ApplicationDocument } from "../../core/model/ApplicationDocument.ts";
import { logLevels } from "../../core/model/RunRecord.ts";
import { openStepHost } from "./openStepHost.ts";
import { examplesFolder, packsFolder } from "./packs.ts";

let host: OwnerHost;
let folder: string;
let close: () => Promise<void>;
let servers: ChildProcess;
let restUrl = "";
let graphUrl = "";

beforeAll(async () => {
  ({ host, folder, close } = await openStepHost());
  servers = spawn(process.execPath, [`${examplesFolder}servers.mjs`, "0", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (servers.stdout === null) throw new Error("The servers have no output");
  for await (const line of createInterface({ input: servers.stdout })) {
    const [kind, url = ""] = line.split(" ");
    if (kind === "REST") restUrl = url;
    else graphUrl = url.replace("/graphql", "");
    if (graphUrl !== "") break;
  }
}, 60_000);

afterAll(async () => {
  await close();
  servers.kill();
  await once(servers, "exit");
});

function readExample(name: string): ApplicationDocument {
  return JSON.parse(readFileSync(`${examplesFolder}${name}`, "utf8")) as ApplicationDocument;
}

/** Runs an example like `sluice run` and gives what came of it. */
async function runExample(name: string, parameters: JsonObject = {}) {
  const path = `${examplesFolder}${name}.json`;
  const { run, warnings } = await host.runs.start({
    ...host.services.applications.parse(readFileSync(path, "utf8"), path),
    configuration: undefined,
    parameters,
    queue: undefined,
    logLevel: logLevels.flow,
    workers: undefined,
    triggeredBy: { kind: "USER" },
  });
  const { state, warning } = await host.runs.finished(run.id);
  const { steps } = host.services.queries.result(run.id);
  const data = Object.fromEntries(steps.map((step) => [step.name, step.data]));
  const errors = steps.flatMap((step) => (step.error ? [`${step.name}: ${step.error.message}`] : []));
  return { id: run.id, state, warning, problems: warnings.map(({ message }) => message), errors, steps, data };
}

const files = () => join(folder, "files");

const fine = { state: "SUCCESS", warning: false, problems: [], errors: [] };

describe("the example of each step runs and gives what it says", () => {
  const names = ["router-1", "router-2", "switch-3", "switch-4", "printer-5"];
  const cases: [name: string, parameters: () => JsonObject, last: string, data: JsonValue][] = [
    [
      "QueryREST",
      () => ({ base_url: restUrl }),
      "Names and addresses",
      names.map((name, index) => ({ name, address: `10.0.0.${index + 1}` })),
    ],
    ["QueryGQL", () => ({ base_url: graphUrl }), "Count them", { count: 5, names }],
    ["CacheRead", () => ({}), "List its names", { names: [] }],
    [
      "CacheSave",
      () => ({}),
      "Keep it",
      { "router-1": { address: "10.0.0.1", site: "Oslo" }, "router-2": { address: "10.0.0.2", site: "Bergen" } },
    ],
    ["CacheRead", () => ({}), "List its names", { names: ["router-1", "router-2"] }],
    ["DirectCacheRead", () => ({}), "Look up the addresses", ["10.0.0.2", "10.0.0.1", "unknown"]],
    [
      "CacheDelete",
      () => ({}),
      "Say what happened",
      { deleted: ["example_short_lived"], missing: ["example_never_there"] },
    ],
    ["Script", () => ({ count: 3 }), "Describe them", { count: 3, sum: 14, digest: "ebb85aac8e25" }],
    ["Transform", () => ({}), "Value by product", { by_product: { pump: 350, valve: 155 } }],
    ["Transform", () => ({ limit: 115 }), "Expensive lines", { expensive: [{ product: "pump", price: 120 }] }],
    ["Switch", () => ({ total: 2000 }), "Ask the boss", "ask"],
    ["Switch", () => ({ total: 7 }), "Ship it", "ship"],
    ["Switch", () => ({ total: 0 }), "Drop it", "drop"],
    ["Stop", () => ({ count: 3 }), "Do it", { orders: 3 }],
    ["FilterRows", () => ({ least: 200 }), "Large orders", [{ id: 1, country: "NO", product: "pump", total: 240 }]],
    ["SortRows", () => ({}), "By country", [2, 1, 3].map((id) => expect.objectContaining({ id }))],
    [
      "GroupRows",
      () => ({}),
      "By country",
      [
        { country: "NO", orders: 2, revenue: 271, products: ["pump", "valve"] },
        { country: "DE", orders: 1, revenue: 155, products: ["valve"] },
      ],
    ],
    ["RemoveDuplicates", () => ({}), "People", ["Ada L.", "Grace"].map((name) => expect.objectContaining({ name }))],
    ["SplitIntoBatches", () => ({}), "Batches", [[1, 2], [3, 4], [5]]],
    [
      "MergeByKey",
      () => ({}),
      "With owners",
      [
        { id: 1, name: "router-1" },
        { id: 2, name: "switch-1", device_id: 2, owner: "Ada" },
      ],
    ],
    [
      "CompareLists",
      () => ({}),
      "In short",
      { counts: { new: 1, removed: 1, updated: 1, unchanged: 1 }, moved: "switch-1: 10.0.0.9 to 10.0.0.2" },
    ],
    [
      "ParseCSV",
      () => ({}),
      "Rows",
      [
        { id: 1, name: "Pump, big", price: 120 },
        { id: 2, name: "Valve", price: 15.5 },
      ],
    ],
    ["BuildCSV", () => ({}), "Table", "id;product;total\n1;pump;240\n2;valve;155\n3;valve;31\n"],
    ["BuildExcel", () => ({ folder }), "Keep it", expect.objectContaining({ bytes: expect.any(Number) })],
    [
      "ParseExcel",
      () => ({}),
      "Rows",
      [
        { id: 1, product: "pump", total: 240.5, shipped: { $type: "date", value: "2026-01-31T00:00:00.000Z" } },
        { id: 2, product: "valve", total: 31, shipped: null },
      ],
    ],
    ["ParseXML", () => ({}), "Order", { order: { "@id": "7", line: ["pump"] } }],
    ["BuildXML", () => ({}), "Text", '<orders><order id="7"><line>pump</line><line>valve</line></order></orders>'],
    ["BuildJSON", () => ({}), "Lines", '{"id":1}\n{"id":2}\n'],
    ["Hash", () => ({}), "Fingerprint", createHash("sha256").update('{"id":7,"lines":["pump"]}').digest("hex")],
    ["DateTime", () => ({ invoice_date: "2026-01-31" }), "In words", "Pay by 2026-03-02"],
    ["WriteFile", () => ({ folder: files() }), "Keep them", expect.objectContaining({ bytes: 45 })],
    ["ReadFile", () => ({ folder: files() }), "Count them", { orders: 2 }],
    ["ListFiles", () => ({ folder: files() }), "Their names", { names: ["orders.json"] }],
    ["MoveFile", () => ({ folder: files() }), "Where it is", { in_done: true }],
    ["DeleteFile", () => ({ folder: files() }), "How many", { deleted: 1 }],
    ["SQLite", () => ({ folder }), "Those in Oslo", [{ id: 1, name: "router-1" }]],
    ["RunCommand", () => ({}), "Major", { major: expect.any(Number) }],
    ["Log", () => ({ who: "Ada" }), "Say hello", { text: "Hello Ada" }],
    ["SystemDiagnostics", () => ({}), "Judge the disk", { enough: true }],
    ["stepTemplate", () => ({}), "My step", { greeting: "Hello world", data: [1, 2, 3] }],
  ];

  it.each(cases)("%s", async (name, parameters, last, data) => {
    const ended = await runExample(name, parameters());
    expect(ended).toMatchObject(fine);
    expect(ended.data[last]).toEqual(data);
  });

  it("ParseJSON, which warns of a line", async () => {
    const { data, ...ended } = await runExample("ParseJSON");
    expect(ended).toMatchObject({ ...fine, warning: true });
    expect(data.Lines).toEqual([{ level: "info" }, { level: "error" }]);
  });

  it("Wait", async () => {
    const { data, ...ended } = await runExample("Wait", { duration: "1200ms" });
    expect(ended).toMatchObject(fine);
    expect((data.After as { waited_ms: number }).waited_ms).toBeGreaterThanOrEqual(1200);
  });

  it("TriggerApplication and ForEach", async () => {
    const text = readFileSync(`${examplesFolder}Log.json`, "utf8");
    await host.services.applications.import(text, { fileName: "Log.json", overwrite: false });
    const ended = await runExample("TriggerApplication", { who: "Grace" });
    expect(ended).toMatchObject(fine);
    expect(ended.data["Take its data"]).toEqual({ state: "SUCCESS", answer: "Hello Grace" });
    const each = await runExample("ForEach");
    expect(each).toMatchObject(fine);
    expect(each.data["Count them"]).toEqual({ runs: 2, failed: 0 });
  });

  it("Stop, which leaves out what stands behind it", async () => {
    const { steps, ...ended } = await runExample("Stop", { count: 0 });
    expect(ended).toMatchObject(fine);
    expect(steps.map(({ state }) => state)).toEqual(["SUCCESS", "SUCCESS", "SKIPPED"]);
  });

  it("Approve", async () => {
    const path = `${examplesFolder}Approve.json`;
    const { run } = await host.runs.start({
      ...host.services.applications.parse(readFileSync(path, "utf8"), path),
      parameters: {},
      logLevel: logLevels.flow,
      triggeredBy: { kind: "USER" },
    });
    const waits = new Promise<string>((resolve) => {
      const stop = host.subscribe((event) => {
        if (event.type !== "step.waiting" || event.runId !== run.id) return;
        stop();
        resolve(event.stepRunId);
      });
    });
    await host.engine.approve(await waits, { approved: true, by: "Ada", comment: "" });
    expect((await host.runs.finished(run.id)).state).toBe("SUCCESS");
    const { steps } = host.services.queries.result(run.id);
    expect(steps.map(({ name, state, data }) => [name, state, data]).slice(2)).toEqual([
      ["Delete them", "SUCCESS", "deleted 3, as Ada said"],
      ["Keep them", "SKIPPED", null],
    ]);
  });
});

describe("the application System Diagnostics", () => {
  it("leaves one report of what the manual lists, with the failures of other runs", async () => {
    const fails = {
      name: "fails",
      app_variables: [],
      steps: [{ name: "a", file: "Script", code: 'throw Error("no")' }],
    };
    const failed = await host.runs.start({
      name: "fails",
      document: fails,
      parameters: {},
      logLevel: logLevels.flow,
      triggeredBy: { kind: "USER" },
    });
    await host.runs.finished(failed.run.id);
    const text = readFileSync(`${packsFolder}base/apps/is_system_diagnostics.json`, "utf8");
    const { name, document } = host.services.applications.parse(text, "is_system_diagnostics.json");
    const { run, warnings } = await host.runs.start({
      name,
      document,
      parameters: {},
      logLevel: logLevels.flow,
      triggeredBy: { kind: "USER" },
    });
    expect([(await host.runs.finished(run.id)).state, warnings]).toEqual(["SUCCESS", []]);
    const { tables } = host.services.reports.get(`report-is_system_diagnostics-${run.id}`);
    expect(tables.map((table) => table.name)).toEqual([
      "Versions",
      "Queues",
      "Disk",
      "Database",
      "Failures of the last day",
    ]);
    const rows = (index: number) => tables[index]?.subTables.flatMap((subTable) => subTable.rows.map(({ row }) => row));
    expect(rows(0)).toContainEqual({ name: "Node.js", value: process.versions.node });
    expect(rows(1)).toEqual([{ name: "default", limit: 5, runs: 1, running: 1, waiting: 0 }]);
    expect(rows(4)).toContainEqual(
      expect.objectContaining({ application: "fails", step: "a", exception: "Error", message: "no" }),
    );
  }, 60_000);
});

describe("the showcase", () => {
  it("ends with a warning, a retry that succeeded, a route and a report row", async () => {
    const began = performance.now();
    const { id, steps, ...ended } = await runExample("showcase");
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true, problems: [], errors: [] });
    const states = Object.fromEntries(steps.map((step) => [step.name, step.state]));
    expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(states).toMatchObject({ "Plan bikes": "SKIPPED", "Plan vans": "SUCCESS", "Tell the drivers": "SUCCESS" });
    expect(steps.find((step) => step.name === "Reserve the parcels")?.attempts).toBeGreaterThanOrEqual(2);
    expect(ended.data["Make the delivery plan"]).toMatchObject({
      summary: "9 orders worth 1911.72 go out on 2 van trips",
      to_clarify: ["A1003"],
    });
    expect(host.store.reports.entries(id)).toMatchObject([
      { table: "Deliveries", row: { City: "Bergen", Orders: 9, Transport: "van", Trips: 2, "To clarify": 1 } },
    ]);
  });

  it("changes with the city", async () => {
    const { data, state } = await runExample("showcase", { city: "Oslo" });
    expect([state, data["Plan vans"]]).toEqual(["SUCCESS", null]);
    expect(data["Make the delivery plan"]).toMatchObject({ city: "Oslo", transport: "bike", orders: 8 });
  });

  it("is run for each of five cities by the second one, of which one fails; an error leads to its own branch", async () => {
    const text = readFileSync(`${examplesFolder}showcase.json`, "utf8");
    await host.services.applications.import(text, { fileName: "showcase.json", overwrite: false });
    const { steps, data, ...ended } = await runExample("showcaseCities");
    expect(ended).toMatchObject({ state: "SUCCESS", warning: true, problems: [] });
    const states = Object.fromEntries(steps.map((step) => [step.name, step.state]));
    expect(states).toMatchObject({
      "Ask for road works": "FAILURE",
      "Plan detours": "SKIPPED",
      "Go on without road works": "SUCCESS",
    });
    expect(data["Tell the office"]).toMatchObject({
      planned: 4,
      failed: 1,
      detours: 0,
      missing: "The road authority does not answer",
    });
  });

  it("says which cities there are", async () => {
    const { state, errors } = await runExample("showcase", { city: "Paris" });
    expect(state).toBe("FAILURE");
    expect(errors[0]).toBe(
      'Read orders and weather: There are no orders for "Paris"; known cities: Bergen, Oslo, Lisbon, Tromsø',
    );
  });
});

describe("every example", () => {
  const examples = readdirSync(examplesFolder).filter((name) => name.endsWith(".json"));

  it.each(examples)("%s has a description, described variables and a place for every step", (name) => {
    const document = readExample(name);
    expect(String(document.description).length).toBeGreaterThan(20);
    for (const variable of document.app_variables as JsonObject[]) {
      expect(String(variable.description).length).toBeGreaterThan(5);
    }
    const layout = document.layout as { steps: { id: string; step: string; x: number; y: number }[] };
    const steps = document.steps as JsonObject[];
    expect(layout.steps.map(({ step }) => step)).toEqual(steps.map((step) => step.name));
    expect(new Set(layout.steps.map(({ x, y }) => `${x},${y}`)).size).toBe(steps.length);
  });

  it.each(examples)("%s goes from left to right", (name) => {
    const document = readExample(name);
    const layout = document.layout as { steps: { step: string; x: number }[] };
    const place = new Map(layout.steps.map(({ step, x }) => [step, x]));
    for (const step of document.steps as { name: string; output_to?: string[] }[]) {
      for (const next of step.output_to ?? []) expect(place.get(next)).toBeGreaterThan(place.get(step.name) ?? 0);
    }
  });
});

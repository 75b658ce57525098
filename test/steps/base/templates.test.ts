import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { OwnerHost } from "../../../core/host.ts";
import type { ApplicationDocument } from "../../../core/model/ApplicationDocument.ts";
import { logLevels } from "../../../core/model/RunRecord.ts";
import { openStepHost } from "../openStepHost.ts";

const templatesFolder = fileURLToPath(new URL("../../../assets/templates/", import.meta.url));
const names = readdirSync(templatesFolder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(".json", ""));

let host: OwnerHost;
let folder: string;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ host, folder, close } = await openStepHost());
}, 60_000);

afterAll(async () => {
  await close();
});

const textOf = (name: string): string => readFileSync(join(templatesFolder, `${name}.json`), "utf8");
const read = (name: string): ApplicationDocument & JsonObject => JSON.parse(textOf(name));

/** Runs a template and gives what its steps saved, and what they warned of. */
async function run(name: string, parameters: JsonObject = {}) {
  const { run: accepted, warnings } = await host.runs.start({
    ...host.services.applications.parse(textOf(name), `${name}.json`),
    configuration: undefined,
    parameters,
    queue: undefined,
    logLevel: logLevels.flow,
    workers: undefined,
    triggeredBy: { kind: "USER" },
  });
  const { state, warning } = await host.runs.finished(accepted.id);
  const { steps } = host.services.queries.result(accepted.id);
  const errors = steps.flatMap((step) => (step.error ? [`${step.name}: ${step.error.message}`] : []));
  const data: Record<string, JsonValue | undefined> = {};
  for (const step of steps) if (step.state === "SUCCESS") data[step.name] = step.data as JsonValue | undefined;
  return { state, warning, problems: warnings.map(({ message }) => message), errors, data };
}

describe("each template", () => {
  it("is one of at least eight, named like its file, with a title and a description of its own", () => {
    expect(names.length).toBeGreaterThanOrEqual(8);
    expect(names.map((name) => read(name).name)).toEqual(names);
    expect(new Set(names.map((name) => read(name).friendly_name)).size).toBe(names.length);
    for (const name of names) expect(String(read(name).description).length, name).toBeGreaterThan(80);
  });

  it.each(names)("%s is valid as it is, and every step has its place", async (name) => {
    const document = read(name);
    expect(await host.services.checker.check({ document })).toEqual([]);
    const steps = document.steps as JsonObject[];
    const layout = document.layout as { steps: { id: string; step: string; x: number; y: number }[] };
    expect(layout.steps.map(({ step }) => step)).toEqual(steps.map((step) => step.name));
    expect(new Set(layout.steps.map(({ id }) => id)).size).toBe(steps.length);
    expect(new Set(layout.steps.map(({ x, y }) => `${x} ${y}`)).size).toBe(steps.length);
  });
});

describe("without network and without a change", () => {
  const fine = { state: "SUCCESS", problems: [], errors: [] };

  it("rows of a file are checked and told", async () => {
    const ended = await run("csv_to_rest");
    expect(ended).toMatchObject({ ...fine, warning: true });
    expect(ended.data["Say what would be sent"]).toEqual({ would_send: ["Ada", "Cleo"], count: 2 });
  });

  it("two systems are compared", async () => {
    const ended = await run("compare_two_systems");
    expect(ended).toMatchObject({ ...fine, warning: false });
    expect(ended.data["Compare by name"]).toMatchObject({
      compared: 4,
      differences: [{ name: "firewall-1" }, { name: "router-2", what: "differs" }, { name: "switch-7" }],
    });
  });

  it("a second run fetches only what is new", async () => {
    expect((await run("only_what_is_new")).data["Hand them on"]).toMatchObject({ last: 3 });
    const second = await run("only_what_is_new");
    expect(second).toMatchObject(fine);
    expect(second.data["Hand them on"]).toEqual({ texts: ["Event 4", "Event 5", "Event 6"], last: 6 });
  });

  it("a service that went down is told once", async () => {
    const first = await run("watch_services");
    expect(first).toMatchObject({ ...fine, warning: true });
    expect(first.data["Tell someone"]).toBe("Changed: sample:down is down");
    const second = await run("watch_services");
    expect(second).toMatchObject({ ...fine, warning: false });
    expect(second.data).not.toHaveProperty("Tell someone");
  });

  it("alerts become tickets once", async () => {
    const first = await run("alerts_to_tickets");
    expect(first).toMatchObject({ ...fine, warning: false });
    expect(first.data["Show the tickets"]).toEqual([
      "router-1: 2 alerts (priority 5)",
      "firewall-1: 1 alert (priority 3)",
    ]);
    const second = await run("alerts_to_tickets");
    expect(second).toMatchObject(fine);
    expect(second.data).not.toHaveProperty("Show the tickets");
  });

  it("two sources are joined and written as a file that quotes what it must", async () => {
    const ended = await run("enrich_and_export", { folder });
    expect(ended).toMatchObject({ ...fine, warning: false });
    expect(readFileSync(join(folder, "contacts.csv"), "utf8")).toBe(
      'name;country;zone\nAda;Norway;CET\nBo;Portugal;WET\n"Cleo; the second";unknown (XX);\n',
    );
  });

  it("faulty orders are reported and left out", async () => {
    const ended = await run("check_data_quality");
    expect(ended).toMatchObject({ ...fine, warning: true });
    expect(ended.data["Add up the good ones"]).toEqual({ orders: 2, value: 32.5, left_out: 2 });
  });

  it("a log is counted by message", async () => {
    const ended = await run("digest_of_a_log");
    expect(ended).toMatchObject({ ...fine, warning: false });
    expect(ended.data["Take the most frequent"]).toEqual([
      { message: "ERROR disk # is full", count: 2 },
      { message: "WARN slow query # ms", count: 1 },
    ]);
  });

  it("an API that is away is told, and the run ends well", async () => {
    const ended = await run("page_through_an_api", { base_url: "http://127.0.0.1:9" });
    expect(ended.state).toBe("SUCCESS");
    expect(ended.data).toHaveProperty("Say that it is away");
  });
});

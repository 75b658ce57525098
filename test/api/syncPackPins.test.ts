import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import type { OwnerHost } from "../../core/host.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const name = "pins_pack";
/** Ends only when there is the file that its parameter names. */
const patient = `import { existsSync } from "node:fs";
import { BaseStep, defineParameters, text } from "sluice";
const parameters = defineParameters({ path: text({ title: "Path" }) });
export default class Patient extends BaseStep.with(parameters) {
  override friendlyName = "Patient";
  override async execute() {
    while (!existsSync(this.getParameter("path") ?? "")) await new Promise((done) => setTimeout(done, 20));
    await this.saveDataForNextStep("old");
  }
}
`;
let first: Buffer;
let second: Buffer;
/** Without the class that the others have. */
let third: Buffer;
/** With all classes. */
let fourth: Buffer;

beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), "sluice pins "));
  const permissions = { read: [tmpdir()] };
  const steps = { Hello: stepCode("Hello", '"one"'), Patient: patient };
  first = await buildRealPack(parent, { meta: { name, version: "1.0.0", permissions }, steps });
  const newer = { Hello: stepCode("Hello", '"two"'), Patient: patient.replace('"old"', '"new"') };
  second = await buildRealPack(parent, { meta: { name, version: "1.1.0", permissions }, steps: newer });
  third = await buildRealPack(parent, { meta: { name, version: "2.0.0" }, steps: { Other: stepCode("Other", "3") } });
  const all = { Hello: stepCode("Hello", '"four"'), Other: stepCode("Other", "4") };
  fourth = await buildRealPack(parent, { meta: { name, version: "3.0.0" }, steps: all });
  rmSync(parent, { recursive: true, force: true });
});

async function bringIn({ api, ask }: TestApi, pack: Buffer): Promise<void> {
  const headers = { authorization: "Bearer administrator", "content-type": "application/gzip" };
  await api.inject({ method: "POST", url: "/api/v1/syncpacks", headers, payload: pack });
  for (const verb of ["activate", "install"]) {
    const answer = await ask("POST", `/syncpacks/${name}/${verb}`);
    expect([answer.statusCode, answer.json().detail]).toEqual([200, undefined]);
  }
}

const hello = (application: string, more: JsonObject = {}): JsonObject => ({
  name: application,
  app_variables: [],
  steps: [{ name: "a", file: "Hello", ...more }],
});

const editor = { user: "local", client: "w" };

function versionsOf({ services }: OwnerHost, application: string): unknown {
  return services.applications.getPublished(application).document.syncpack_versions;
}

/** Starts what is published, as a schedule does. */
async function startPublished({ services, runs }: OwnerHost, application: string): Promise<string> {
  const { document } = services.applications.getPublished(application);
  const triggeredBy = { kind: "SCHEDULE", schedule: "hourly", dueAt: 0 } as const;
  return (await runs.start({ name: application, document, parameters: {}, logLevel: 10, triggeredBy })).run.id;
}

/** What the last step of a run saved. */
async function outputOf({ services, runs }: OwnerHost, run: string): Promise<unknown> {
  await runs.finished(run);
  const { state, steps } = services.queries.result(run);
  expect([state, steps.at(-1)?.error]).toEqual(["SUCCESS", null]);
  return steps.at(-1)?.data;
}

test("an application keeps the version it was published with beside a newer one, until it is moved", async () => {
  const world = await openTestApi();
  const { ask, host } = world;
  const { drafts } = host.services;
  await bringIn(world, first);

  // Published from a draft, which says it too. An import changes nothing, and what it brings takes the newest.
  await ask("POST", "/applications", { body: hello("mine") });
  await drafts.put("drafted", editor, { document: hello("drafted", { syncpack: name }), label: "New" });
  const { seq } = await drafts.get("drafted", editor);
  expect(await drafts.publish("drafted", editor)).toMatchObject({ result: "published", revision: 1 });
  expect([versionsOf(host, "mine"), versionsOf(host, "drafted")]).toEqual([undefined, { [name]: "1.0.0" }]);
  const draft = await drafts.get("drafted", editor);
  expect(draft.state.document.syncpack_versions).toEqual({ [name]: "1.0.0" });
  expect([draft.history.changes, draft.seq - seq]).toEqual([0, 2]);
  expect(await drafts.publish("drafted", editor)).toMatchObject({ result: "unchanged" });
  // What has no steps of a pack that can have versions says nothing.
  await ask("POST", "/applications", {
    body: { ...hello("other"), steps: [{ name: "a", file: "Log", message: "m" }] },
  });
  expect(versionsOf(host, "other")).toBeUndefined();

  // The newer version is installed while a step of the older one is at work; both run side by side.
  const file = join(tempFolder(), "go");
  const started = new Promise<void>((done) => {
    host.subscribe((event) => event.type === "step.started" && done());
  });
  const document = { name: "patient", app_variables: [], steps: [{ name: "a", file: "Patient", path: file }] };
  await ask("POST", "/applications", { body: document });
  const old = await startPublished(host, "patient");
  await started;
  await bringIn(world, second);
  // Only now there is something to keep.
  expect([versionsOf(host, "mine"), versionsOf(host, "other")]).toEqual([{ [name]: "1.0.0" }, undefined]);
  expect(host.services.drafts.listRevisions("mine", { limit: 2 })).toMatchObject([
    { revision: 2, comment: `Keeps ${name} 1.0.0` },
    { revision: 1 },
  ]);
  const mine = await startPublished(host, "mine");
  expect(await outputOf(host, mine)).toBe("one");
  expect((await ask("GET", `/runs/${mine}/changed-classes`, { role: "viewer" })).json()).toEqual([]);
  expect(await outputOf(host, await startPublished(host, "drafted"))).toBe("one");
  expect((await runToEnd(host, hello("unpublished"))).steps[0]?.data).toBe("two");
  writeFileSync(file, "");
  expect(await outputOf(host, old)).toBe("old");

  // A run that a step starts, and a single step tried in the editor, take the kept version too.
  const trigger = { name: "child", file: "TriggerApplication", application: "mine", wait: true };
  const parent = await runToEnd(host, { name: "parent", app_variables: [], steps: [trigger] });
  expect([parent.state, JSON.stringify(parent.steps[0]?.data)]).toEqual(["SUCCESS", expect.stringContaining('"one"')]);
  const alone = await host.runs.startDocument({
    name: "mine",
    ...host.services.applications.getPublished("mine"),
    parameters: {},
    logLevel: 10,
    pins: {},
    only: "a",
  });
  expect(await outputOf(host, alone.run.id)).toBe("one");

  // Another revision keeps it; a document that comes in anew is as it came.
  await drafts.put("drafted", editor, { document: hello("drafted", { retry_max: 1 }), label: "Edit" });
  expect(await drafts.publish("drafted", editor)).toMatchObject({ result: "published", revision: 2 });
  expect(versionsOf(host, "drafted")).toEqual({ [name]: "1.0.0" });
  const exported = (await ask("GET", "/applications/mine")).body;
  await ask("POST", "/applications?overwrite=true", { text: exported });
  expect((await ask("GET", "/applications/mine")).body).toBe(exported);
  const bare = hello("bare", { retry_max: 2 });
  await ask("POST", "/applications", { body: bare });
  expect(host.services.applications.getPublished("bare").document).toEqual(bare);
  expect(await outputOf(host, await startPublished(host, "bare"))).toBe("two");

  const refused = await ask("DELETE", `/syncpacks/${name}?version=1.0.0`);
  const uses = ["application drafted", "application mine", "application patient"];
  expect([refused.statusCode, refused.json().code, refused.json().details.uses]).toEqual([409, "pack_in_use", uses]);
});

test("applications are moved to another version on purpose, and those that would have errors stay", async () => {
  const world = await openTestApi();
  const { ask, host } = world;
  await bringIn(world, first);
  for (const application of ["ann", "bob"]) await ask("POST", "/applications", { body: hello(application) });
  await bringIn(world, second);
  const kept = (await ask("GET", `/syncpacks/${name}/applications`, { role: "viewer" })).json();
  expect(kept).toEqual([
    { application: "ann", version: "1.0.0" },
    { application: "bob", version: "1.0.0" },
  ]);
  const move = async (body: object, role: "developer" | "operator" = "developer") =>
    ask("POST", `/syncpacks/${name}/upgrade-applications`, { body, role });
  expect((await move({}, "operator")).statusCode).toBe(403);
  expect((await move({ applications: ["nobody"] })).json()).toMatchObject({ code: "not_found" });
  const moved = { application: "ann", from: "1.0.0", to: "1.1.0", result: "published" };
  expect((await move({ applications: ["ann"] })).json()).toEqual([{ ...moved, problems: [] }]);
  expect(await outputOf(host, await startPublished(host, "ann"))).toBe("two");
  expect(await outputOf(host, await startPublished(host, "bob"))).toBe("one");
  const [revision] = host.services.drafts.listRevisions("ann", { limit: 1 });
  expect(revision).toMatchObject({ revision: 3, comment: `${name} 1.1.0 instead of 1.0.0` });
  // Both read the same revision: the second one reads again.
  const both = await Promise.all([move({ version: "1.1.0" }), move({ version: "1.1.0" })]);
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  const results = both.map((answer) => answer.json().map(({ result }: { result: string }) => result)).sort();
  expect(results).toEqual([
    ["unchanged", "published"],
    ["unchanged", "unchanged"],
  ]);
  expect((await ask("DELETE", `/syncpacks/${name}?version=1.0.0`)).statusCode).toBe(200);

  // There is no such class in it.
  await bringIn(world, third);
  const stayed = (await move({})).json() as { result: string; problems: { message: string }[] }[];
  expect(stayed.map(({ result }) => result)).toEqual(["refused", "refused"]);
  expect(stayed[0]?.problems[0]?.message).toContain(`sluice pack upgrade-apps ${name}`);
  expect(await outputOf(host, await startPublished(host, "ann"))).toBe("two");
  expect((await ask("DELETE", `/syncpacks/${name}?version=1.1.0`)).statusCode).toBe(409);
});

test("an application keeps the version that its classes come from, which need not be the newest", async () => {
  const world = await openTestApi();
  const { ask, host } = world;
  for (const pack of [first, second, third]) await bringIn(world, pack);
  const both = {
    name: "both",
    app_variables: [],
    steps: [
      { name: "a", file: "Hello" },
      { name: "b", file: "Other" },
    ],
  };
  for (const body of [hello("mine"), both, { ...hello("newest"), steps: [{ name: "a", file: "Other" }] }]) {
    await ask("POST", "/applications", { body });
  }
  expect(await outputOf(host, await startPublished(host, "mine"))).toBe("two");
  await bringIn(world, fourth);
  // Classes of two versions cannot be kept both: what never was one version stays without.
  expect(["mine", "newest", "both"].map((application) => versionsOf(host, application))).toEqual([
    { [name]: "1.1.0" },
    { [name]: "2.0.0" },
    undefined,
  ]);
  expect(await outputOf(host, await startPublished(host, "mine"))).toBe("two");
  expect(await outputOf(host, await startPublished(host, "newest"))).toBe(3);
});

import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import { type OwnerHost, openHost } from "../../../core/host.ts";
import { problemsOf } from "../../../core/service/failures.ts";
import { fromBytes } from "../../../core/service/transfer/ArchiveSource.ts";
import { findSecretsInFolder } from "../../secrets/findSecrets.ts";
import { secretSteps } from "../../secrets/secretRun.ts";
import { collectBytes } from "../../support/collectBytes.ts";
import { tempFolder } from "../../support/tempFolder.ts";

const password = "swordfish/ö 42";
const token = "a-shared-token-77";
const desk: JsonObject = {
  name: "desk",
  friendly_name: "The help desk",
  connection: "tickets",
  configuration_data: [
    { name: "url", value: "https://$SECRET(token)@localhost/" },
    { name: "password", value: password, encrypted: true },
  ],
};
const url = `https://${token}@localhost/`;
const digest = createHash("sha256").update(password).digest("hex");

async function open(dataFolder = join(tempFolder(), "data"), configurations: JsonObject[] = [desk]) {
  const host = await openHost({
    dataFolder,
    cacheFolder: `${dataFolder} cache`,
    mode: "owner",
    stepFolders: [secretSteps],
    onBug(error) {
      throw error;
    },
  });
  onTestFinished(() => host.close());
  await host.services.sharedSecrets.set("token", token);
  for (const document of configurations) {
    await host.services.configurations.import(JSON.stringify(document), { fileName: "c.json", overwrite: true });
  }
  return host;
}

const step = (system: string, more: JsonObject = {}): JsonObject => ({
  name: "use",
  file: "UsesConnection",
  system,
  ...more,
});

async function run(host: OwnerHost, steps: JsonObject[], more: JsonObject = {}) {
  const accepted = await host.runs.start({
    name: "app",
    document: { name: "app", app_variables: [], steps, ...more },
    parameters: {},
    logLevel: 10,
    triggeredBy: { kind: "USER" },
  });
  await host.runs.finished(accepted.run.id);
  return host.services.queries.result(accepted.run.id);
}

async function problems(host: OwnerHost, steps: JsonObject[], more: JsonObject = {}) {
  const error = await run(host, steps, more).then(
    () => undefined,
    (caught) => caught,
  );
  return error === undefined ? [] : problemsOf(error).map(({ code, path, message }) => ({ code, path, message }));
}

test("the settings of a connection reach the step that names it, and no file or reader", async () => {
  const dataFolder = join(tempFolder(), "data");
  const host = await open(dataFolder);
  const { state, steps, ...rest } = await run(host, [
    step("desk", { output_to: ["digest"] }),
    { name: "digest", file: "DigestsInput", path: "digests" },
    step("desk", { name: "fails", says: "no" }),
  ]);
  expect(steps.map((one) => one.state)).toEqual(["SUCCESS", "SUCCESS", "FAILURE"]);
  expect(steps[0]?.data).toEqual({
    name: "desk",
    kind: "tickets",
    url: "https://•••@localhost/",
    password: "•••",
    digest,
  });
  const whole = createHash("sha256").update(url).digest("hex");
  expect(JSON.stringify(steps[1]?.data)).toContain(whole);
  expect(steps[2]?.error?.message).toBe("no •••");
  const [{ id } = { id: "" }] = host.services.queries.list({ limit: 1 });
  const shown = JSON.stringify([state, steps, rest, host.services.queries.logs(id, { limit: 100 })]);
  expect(shown).toContain("password •••");
  for (const secret of [password, token]) expect(shown).not.toContain(secret);
  await host.close();
  expect(findSecretsInFolder(dataFolder, [password, token]).found).toEqual([]);
});

test("a connection comes with those that its way leads through, which is no circle", async () => {
  const through = "hop-swordfish-9";
  const hop = (name: string, tunnel: string): JsonObject => ({
    name,
    connection: "ssh",
    configuration_data: [
      { name: "tunnel", value: tunnel },
      { name: "password", value: through, encrypted: true },
    ],
  });
  const dataFolder = join(tempFolder(), "data");
  const inner = { ...desk, name: "inner", configuration_data: [{ name: "tunnel", value: "hop" }] };
  const host = await open(dataFolder, [
    inner,
    hop("hop", "gate"),
    hop("gate", "hop"),
    { ...inner, name: "lost", configuration_data: [{ name: "tunnel", value: "nowhere" }] },
  ]);
  const { steps } = await run(host, [step("inner"), step("lost", { name: "lost" })]);
  const gate = { name: "gate", kind: "ssh", settings: { tunnel: "hop", password: "•••" } };
  expect(steps[0]?.data).toMatchObject({
    name: "inner",
    tunnel: { name: "hop", kind: "ssh", settings: { tunnel: "gate", password: "•••" }, tunnel: gate },
  });
  expect(steps[1]?.data).not.toHaveProperty("tunnel");
  await host.close();
  expect(findSecretsInFolder(dataFolder, [through]).found).toEqual([]);
});

test("a name may come from a variable, but not from data; a step has no connection that it does not name", async () => {
  const host = await open();
  const variables = { app_variables: [{ name: "where", default_value: "desk" }] };
  expect((await run(host, [step("${appvar.where}")], variables)).steps[0]?.data).toMatchObject({ name: "desk" });
  const { steps } = await run(host, [
    { name: "names", file: "Script", code: 'return { where: "desk" };', output_to: ["use"] },
    step("${where}"),
  ]);
  expect(steps[1]?.error).toMatchObject({
    exception: "ConnectionNotAvailableException",
    message: expect.stringContaining('names the connection "desk", which the run does not have'),
  });
});

test("a run keeps the values it was accepted with, and a replay takes the present ones", async () => {
  const host = await open();
  const wait = { name: "wait", file: "AsksApproval", secret: "x", output_to: ["use"] };
  const waits = Promise.withResolvers<string>();
  host.subscribe((event) => event.type === "step.waiting" && waits.resolve(event.stepRunId));
  const ended = run(host, [wait, step("desk")]);
  const waiting = await waits.promise;
  await host.services.configurations.set("desk", { variable: "password", value: "another", secret: true });
  await host.engine.approve(waiting, { approved: true, by: "a person", comment: "" });
  expect((await ended).steps[1]?.data).toMatchObject({ digest });
  const other = createHash("sha256").update("another").digest("hex");
  expect((await run(host, [step("desk")])).steps[0]?.data).toMatchObject({ digest: other });
});

test("validation names the place of an unknown connection, of a wrong kind and of a missing secret", async () => {
  const other = { name: "mail", connection: "smtp", configuration_data: [] };
  const plain = { name: "prod", configuration_data: [] };
  const broken = { name: "broken", connection: "tickets", configuration_data: [{ name: "url", value: "$SECRET(no)" }] };
  const host = await open(undefined, [desk, other, plain, broken]);
  const message = (part: string) => expect.stringContaining(part);
  expect(await problems(host, [step("desc")])).toEqual([
    {
      code: "unknown_connection",
      path: "$.steps[0].system",
      message: message('"desc" in "system", which does not exist. Make it, or name another one. Did you mean "desk"?'),
    },
  ]);
  expect(await problems(host, [step("desk", { also: "prod" })])).toMatchObject([
    { code: "wrong_connection", path: "$.steps[0].also", message: message("without a kind of connection") },
  ]);
  expect(await problems(host, [step("mail", { also: "mail" })])).toMatchObject([
    {
      code: "wrong_connection",
      path: "$.steps[0].system",
      message: message("of the kind smtp; it takes tickets"),
    },
  ]);
  expect(await problems(host, [step("broken")])).toMatchObject([{ code: "unknown_secret", path: "$.steps[0].system" }]);
  expect(await problems(host, [step("nowhere", { disabled: true }), step("desk", { name: "b" })])).toEqual([]);
});

test("a connection is tried in a worker, and its answer shows no secret", async () => {
  const bare = { name: "bare", connection: "tickets", configuration_data: [desk.configuration_data].flat().slice(1) };
  const missing = { name: "missing", connection: "tickets", configuration_data: [{ name: "u", value: "$SECRET(no)" }] };
  const other = { name: "other", connection: "unheard", configuration_data: [] };
  const plain = { name: "prod", configuration_data: [] };
  const host = await open(undefined, [desk, bare as JsonObject, missing, other, plain]);
  const { connections } = host.services;
  expect(connections.list()).toMatchObject([
    { name: "bare", kind: "tickets" },
    { name: "desk", kind: "tickets", friendlyName: "The help desk" },
    { name: "missing" },
    { name: "other" },
  ]);
  expect(await connections.test("desk")).toEqual({ ok: true, message: "Logged in to https://•••@localhost/ with •••" });
  expect(await connections.test("missing")).toMatchObject({
    ok: false,
    message: expect.stringContaining("no such secret"),
  });
  await expect(connections.test("other")).rejects.toMatchObject({ code: "wrong_use" });
  await expect(connections.test("prod")).rejects.toMatchObject({ code: "wrong_use" });
  await expect(connections.test("dusk")).rejects.toMatchObject({ code: "not_found" });
  expect(await connections.test("bare")).toEqual({ ok: false, message: "nothing to ask with •••" });
});

test("who uses a connection is found, an export brings it along, and an import under another name follows", async () => {
  const host = await open();
  const document = { name: "app", app_variables: [], steps: [step("desk")] };
  const text = JSON.stringify(document);
  await host.services.applications.import(text, { fileName: "app.json", overwrite: true });
  expect(await host.services.uses.find({ kind: "configuration", name: "desk" })).toEqual([
    { by: "application", name: "app", draft: false, path: "$.steps[0].system", step: "use" },
  ]);
  const { exports, imports, applications, connections } = host.services;
  const archive = await collectBytes(await exports.export({ application: "app" }));
  const { bundle } = await imports.read(fromBytes(archive));
  expect(bundle.configurations).toMatchObject([{ fileName: "desk.json" }]);
  const choices = [
    { kind: "configuration", name: "desk", action: "rename", newName: "desk2" },
    { kind: "application", name: "app", action: "rename", newName: "app2" },
  ] as const;
  await imports.apply(bundle, { overwrite: false, choices });
  const renamed = applications.get("app2").document;
  expect(renamed.steps).toMatchObject([{ system: "desk2" }]);
  expect(await connections.test("desk2")).toMatchObject({ ok: true });
  expect((await run(host, [step("desk2")])).steps[0]?.data).toMatchObject({ name: "desk2", digest });
});

test("a connection is used by those whose way leads through it, and goes with them under its new name", async () => {
  const link = (name: string, tunnel: string) => ({
    name,
    connection: "tickets",
    configuration_data: [
      { name: "tunnel", value: tunnel },
      { name: "password", value: password, encrypted: true },
    ],
  });
  const host = await open(undefined, [link("inner", "hop"), link("hop", "gate"), link("gate", "inner"), desk]);
  const text = JSON.stringify({ name: "app", app_variables: [], steps: [step("inner")] });
  await host.services.applications.import(text, { fileName: "app.json", overwrite: true });
  const { uses, exports, imports, configurations } = host.services;
  expect(await uses.find({ kind: "configuration", name: "hop" })).toEqual([
    { by: "configuration", name: "inner", draft: false, path: "$.configuration_data[0].value" },
  ]);
  const archive = await collectBytes(await exports.export({ application: "app" }));
  const { bundle } = await imports.read(fromBytes(archive));
  expect(bundle.configurations.map(({ fileName }) => fileName)).toEqual(["gate.json", "hop.json", "inner.json"]);
  const choices = [{ kind: "configuration", name: "hop", action: "rename", newName: "hop2" }] as const;
  await imports.apply(bundle, { overwrite: true, choices });
  const [inner, hop] = ["inner", "hop2"].map((name) => configurations.get(name).configuration_data);
  expect([inner, hop]).toMatchObject([
    [{ value: "hop2" }, {}],
    [{ value: "gate" }, {}],
  ]);
  // Without it the way would lead nowhere.
  const alone = { ...bundle, configurations: bundle.configurations.filter(({ fileName }) => fileName !== "gate.json") };
  await configurations.delete("gate");
  const planned = await imports.plan(alone, { overwrite: true });
  expect(planned.filter(({ action }) => action === "missing")).toMatchObject([
    { kind: "configuration", name: "gate", neededBy: ["hop"] },
  ]);
});

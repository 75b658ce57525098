import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../core/base/json.ts";
import { type OwnerHost, openHost } from "../../core/host.ts";
import { problemsOf } from "../../core/service/failures.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { findSecrets, findSecretsInFolder } from "./findSecrets.ts";
import { handedOn, pem, secretSteps, token } from "./secretRun.ts";

const hidden = "env-value/ö 77";
const environment = { CRM_USER: hidden, OTHER: "other-value-99", SLUICE_KEY: "own-key-value" };
const prod: JsonObject = {
  name: "prod",
  configuration_data: [
    { name: "pem", value: "$SECRET(pem)" },
    { name: "url", value: "https://$ENV(CRM_USER):$SECRET(token)@localhost/" },
    { name: "list", value: { deep: ["$SECRET(token)"] } },
    { name: "literal", value: "$$SECRET(token)" },
  ],
};
const url = `https://${hidden}:${token}@localhost/`;

test("what references stand for reaches steps and the runs they trigger, and no file or reader", async () => {
  const dataFolder = join(tempFolder(), "data");
  const host = await open(dataFolder);
  await prepare(host);
  await importApplication(host, handedOn);
  const steps = [
    { name: "log", file: "LogsSecret", secret: "${config.pem}" },
    { name: "save", file: "SavesSecret", secret: "${config.url}", output_to: ["digest"] },
    { name: "digest", file: "DigestsInput", path: "digests" },
    { name: "list", file: "SavesText", text: "${config.list}" },
    { name: "literal", file: "SavesText", text: "${config.literal}" },
    { name: "trigger", file: "TriggersWithSecret", secret: "${config.url}", application: "handed_on" },
  ];
  const { run } = await start(host, steps);
  expect(await host.runs.finished(run)).toMatchObject({ state: "SUCCESS" });
  const runs = host.services.queries.list({ limit: 10 });
  for (const { id } of runs) await host.runs.finished(id);
  expect(runs).toHaveLength(3);
  expect(JSON.stringify(dataOf(host, run, "digest"))).toContain(digest(url));
  expect(dataOf(host, run, "list")).toEqual('{"deep":["•••"]}');
  expect(dataOf(host, run, "literal")).toBe("$SECRET(token)");
  const seen = runs.flatMap(({ id }) => [
    host.services.queries.result(id),
    host.services.queries.logs(id, { limit: 1000 }),
    host.store.reports.entries(id),
  ]);
  const shown = [...seen, host.services.sharedSecrets.list(), host.services.configurations.get("prod")];
  const secrets = [token, pem, hidden];
  expect(findSecrets("shown", JSON.stringify(shown), secrets)).toEqual([]);
  expect(JSON.stringify(shown)).toContain("•••");
  await host.close();
  expect(findSecretsInFolder(dataFolder, secrets).found).toEqual([]);
});

test("a recovered run uses what it was accepted with, also when everything was changed since", async () => {
  const dataFolder = join(tempFolder(), "data");
  const first = await open(dataFolder);
  await prepare(first);
  const waiting = new Promise<void>((done) => first.subscribe((event) => event.type === "step.waiting" && done()));
  const { run } = await start(first, [
    { name: "ask", file: "AsksApproval", secret: "${config.url}", output_to: ["save"] },
    { name: "save", file: "SavesText", text: "${config.url}", output_to: ["digest"] },
    { name: "digest", file: "DigestsInput", path: "digests" },
  ]);
  await waiting;
  await first.services.sharedSecrets.set("token", "quite another token");
  await first.services.sharedSecrets.delete("pem");
  await first.store.settings.set("allowed_env", []);
  await first.close();

  const second = await open(dataFolder, {});
  expect(await second.resume()).toEqual([run]);
  const [step] = second.services.queries.stepRuns(run);
  expect(step?.wait).toEqual({ kind: "approval", title: "May https://•••:•••@localhost/ be used?" });
  await second.engine.approve(step?.id ?? "", { approved: true, by: "a person", comment: "" });
  expect(await second.runs.finished(run)).toMatchObject({ state: "SUCCESS" });
  expect(dataOf(second, run, "digest")).toMatchObject({ digests: [digest(url)] });
  expect(dataOf(second, run, "save")).toBe("https://•••:•••@localhost/");
});

test("a re-run from a step uses present values and still hides those of the data it takes over", async () => {
  const host = await open(join(tempFolder(), "data"));
  await prepare(host);
  const { run } = await start(host, [
    { name: "save", file: "SavesText", text: "${config.pem}", output_to: ["digest"] },
    { name: "digest", file: "DigestsInput", path: "digests", output_to: ["new"] },
    { name: "new", file: "SavesText", text: "${config.pem}", output_to: ["digest new"] },
    { name: "digest new", file: "DigestsInput", path: "digests" },
  ]);
  await host.runs.finished(run);
  await host.services.sharedSecrets.set("pem", "a new secret");
  const again = (await host.runs.rerun(run, { from: ["new"] })).run.id;
  await host.runs.finished(again);
  expect(dataOf(host, again, "save")).toBe("•••");
  expect(dataOf(host, again, "new")).toBe("•••");
  expect(dataOf(host, again, "digest")).toMatchObject({ digests: [digest(pem)] });
  expect(dataOf(host, again, "digest new")).toMatchObject({ digests: [digest("a new secret")] });
});

test.each([
  ["$SECRET(tokn)", "unknown_secret", /names \$SECRET\(tokn\), but there is no such secret.* Did you mean "token"\?/],
  ["$ENV(OTHER)", "forbidden_environment_variable", /names \$ENV\(OTHER\), which is not allowed/],
  ["$ENV(SLUICE_KEY)", "forbidden_environment_variable", /the program's own variables/],
  ["$ENV(sluice_key)", "forbidden_environment_variable", /the program's own variables/],
  ["$ENV(GONE)", "unknown_environment_variable", /the program was started without it/],
])("a run that needs %s is refused before any step, and nothing is stored", async (value, code, message) => {
  const host = await open(join(tempFolder(), "data"));
  await prepare(host, { name: "prod", configuration_data: [{ name: "x", value: `a ${value}` }] });
  const error = await start(host, [{ name: "one", file: "SavesText", text: "${config.x}" }]).catch((caught) => caught);
  expect(error).toMatchObject({ code: "invalid_document" });
  const problems = problemsOf(error);
  expect(problems).toEqual([
    { severity: "error", code, path: "$.configuration", step: "one", message: expect.anything() },
  ]);
  expect(problems[0]?.message).toMatch(message);
  expect(JSON.stringify(error.details)).not.toMatch(/own-key-value|other-value-99/);
  expect(host.services.queries.list({ limit: 10 })).toEqual([]);

  const unused = await start(host, [{ name: "one", file: "SavesText", text: "plain" }]);
  expect(unused.warnings).toMatchObject([{ severity: "warning", code }]);
  expect(await host.runs.finished(unused.run)).toMatchObject({ state: "SUCCESS" });
});

test("an application whose configuration names a missing secret can be published: only a run needs it", async () => {
  const host = await open(join(tempFolder(), "data"));
  await prepare(host, { name: "prod", configuration_data: [{ name: "x", value: "$SECRET(later)" }] });
  const steps = [{ name: "one", file: "SavesText", text: "${config.x}" }];
  const document = { name: "app", configuration: "prod", app_variables: [], steps };
  const imported = await importApplication(host, document);
  expect(imported).toMatchObject({ result: "published", problems: [{ severity: "warning", code: "unknown_secret" }] });
});

test("a secret of another key asks to be set again", async () => {
  const dataFolder = join(tempFolder(), "data");
  const right = await open(dataFolder, environment, "one key");
  await prepare(right);
  await right.close();
  const wrong = await open(dataFolder, environment, "another key");
  expect(wrong.services.sharedSecrets.list()).toMatchObject([
    { name: "pem", usable: false },
    { name: "token", usable: false },
  ]);
  const steps = [{ name: "one", file: "SavesText", text: "${config.pem}" }];
  const error = await start(wrong, steps).catch((caught) => caught);
  expect(problemsOf(error)[0]?.message).toContain("encrypted with another key. Set it again.");
  await wrong.services.sharedSecrets.set("pem", pem);
  await wrong.runs.finished((await start(wrong, steps)).run);
});

test("secrets have names as applications do, and no empty value", async () => {
  const { sharedSecrets } = (await open(join(tempFolder(), "data"))).services;
  await expect(sharedSecrets.set("a b", "x")).rejects.toMatchObject({ code: "wrong_use" });
  await expect(sharedSecrets.set("a", "")).rejects.toMatchObject({ code: "wrong_use" });
  expect(await sharedSecrets.set("a", "x")).toEqual({ created: true });
  expect(await sharedSecrets.set("a", "y")).toEqual({ created: false });
  await expect(sharedSecrets.delete("b")).rejects.toMatchObject({ code: "not_found" });
});

async function open(dataFolder: string, variables: Record<string, string> = environment, key = "the key") {
  const host = await openHost({
    dataFolder,
    cacheFolder: `${dataFolder} cache`,
    mode: "owner",
    stepFolders: [secretSteps],
    key,
    environment: variables,
    onBug(error) {
      throw error;
    },
  });
  onTestFinished(() => host.close());
  return host;
}

async function prepare(host: OwnerHost, configuration: JsonObject = prod): Promise<void> {
  await host.services.sharedSecrets.set("token", token);
  await host.services.sharedSecrets.set("pem", pem);
  await host.store.settings.set("allowed_env", ["CRM_USER", "GONE", "SLUICE_KEY", "sluice_key"]);
  await host.services.configurations.import(JSON.stringify(configuration), { fileName: "prod.json", overwrite: true });
}

function importApplication(host: OwnerHost, document: JsonObject) {
  return host.services.applications.import(JSON.stringify(document), { fileName: "app.json", overwrite: true });
}

async function start(host: OwnerHost, steps: JsonObject[]) {
  const { run, warnings } = await host.runs.start({
    name: "app",
    document: { name: "app", configuration: "prod", app_variables: [], steps },
    parameters: {},
    logLevel: 10,
    triggeredBy: { kind: "USER" },
  });
  return { run: run.id, warnings };
}

function dataOf(host: OwnerHost, run: string, step: string): unknown {
  const { queries } = host.services;
  const read = queries.stepData(queries.getStepRun(run, step));
  const data = read.kind === "data" ? read.data : undefined;
  return isJsonObject(data) ? { ...data } : data;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { type OwnerHost, openHost } from "../../core/host.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { findSecrets } from "./findSecrets.ts";
import { configuration, secretSteps, secrets, short, token } from "./secretRun.ts";

const keys = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")] as const;

test("an export holds ciphertext that the same key takes in unchanged, and another key leaves unset and asks for", async () => {
  const folder = tempFolder();
  const source = await open(join(folder, "a"), keys[0]);
  await store(source, configuration("prod", true));
  const exported = source.services.configurations.get("prod");
  expect(findSecrets("export", JSON.stringify(exported), secrets)).toEqual([]);
  expect(valuesOf(exported).slice(0, 4)).toEqual(Array(4).fill(expect.stringMatching(/^sluice:v1:[0-9a-f]{8}:/)));
  expect(valuesOf(exported)[4]).toBe("not a secret at all");

  const same = await open(join(folder, "b"), keys[0]);
  expect(await store(same, exported)).toMatchObject({ unset: [] });
  expect(same.services.configurations.get("prod")).toEqual(exported);
  expect(await logged(same, "${config.token}")).toEqual({ state: "SUCCESS", lines: ["•••"], data: "•••" });

  const other = await open(join(folder, "c"), keys[1]);
  expect(await store(other, exported)).toMatchObject({ unset: ["token", "pem", "account", "short"] });
  const asked = other.services.configurations.get("prod");
  expect(other.services.configurations.unsetVariables(asked)).toEqual(["token", "pem", "account", "short"]);
  expect(valuesOf(asked)).toEqual([null, null, null, null, "not a secret at all"]);
  expect(await logged(other, "${config.token}")).toEqual({ state: "FAILURE", lines: [], data: undefined });
  const [run] = other.services.queries.list({ limit: 1 });
  const [step] = other.services.queries.stepRuns(run?.id ?? "");
  expect(step?.error?.exception).toBe("UnresolvedVariableException");
});

test("under a wrong key everything that needs the right one says so, and the rest goes on", async () => {
  const data = join(tempFolder(), "data");
  const right = await open(data, keys[0]);
  await store(right, configuration("prod", true));
  expect(await logged(right, "${config.token}")).toMatchObject({ state: "SUCCESS" });
  const [run] = right.services.queries.list({ limit: 1 });
  if (run === undefined) throw new Error("there is no run");
  await right.close();

  const wrong = await open(data, keys[1]);
  const { queries, configurations } = wrong.services;
  expect(queries.logs(run.id, { limit: 10 }).map((line) => line.message)).toContain("•••");
  expect(() => queries.result(run.id)).toThrow(expect.objectContaining({ code: "key_missing" }));
  expect(configurations.show("prod").configuration_data).toHaveLength(5);
  const refusal = await logged(wrong, "${config.token}");
  expect(refusal).toMatchObject({ state: "refused", code: "key_missing" });
  expect(refusal.message).toMatch(/encrypted under key [0-9a-f]{8}.*Restore the key or set the value again/);
  expect(await logged(wrong, "plain", { withConfiguration: false })).toMatchObject({ state: "SUCCESS", data: "plain" });
  for (const variable of ["token", "pem", "account", "short"]) {
    await configurations.set("prod", { variable, value: token, secret: true });
  }
  expect(await logged(wrong, "${config.token}")).toMatchObject({ state: "SUCCESS", lines: ["•••"] });
});

test("an unfinished run of another key stays on disk, and the others are taken up", async () => {
  const data = join(tempFolder(), "data");
  const right = await open(data, keys[0]);
  await store(right, configuration("prod", true));
  const run = await startWaiting(right, "${config.token}", { city: "Oslo" });
  await right.close();

  const first = await open(data, keys[1]);
  const other = await startWaiting(first, "plain", { city: "Rome" });
  await first.close();

  const bugs: unknown[] = [];
  const wrong = await open(data, keys[1], bugs);
  expect(await wrong.resume()).toEqual([other]);
  expect(bugs).toEqual([expect.objectContaining({ code: "key_missing" })]);
  expect(wrong.services.queries.get(run).finishedAt).toBeUndefined();
  await approve(wrong, other);
  await wrong.close();

  const again = await open(data, keys[0]);
  expect(await again.resume()).toEqual([run]);
  const [step] = again.services.queries.stepRuns(run);
  expect(step).toMatchObject({ state: "WAITING", wait: { kind: "approval", title: "May ••• be used?" } });
  await approve(again, run);
});

test("a secret under 4 characters is masked where it is the whole text, and only there", async () => {
  const host = await open(join(tempFolder(), "data"), keys[0]);
  await store(host, configuration("prod", true));
  expect(await logged(host, "${config.short}")).toEqual({ state: "SUCCESS", lines: ["•••"], data: "•••" });
  const within = `a ${short} b`;
  expect(await logged(host, "a ${config.short} b")).toEqual({ state: "SUCCESS", lines: [within], data: within });
});

/** Starts a run that waits for a person. */
async function startWaiting(host: OwnerHost, text: string, parameters: JsonObject): Promise<string> {
  const waiting = new Promise<void>((resolve) => host.subscribe((event) => event.type === "step.waiting" && resolve()));
  const of = { file: "AsksApproval", parameter: "secret", withConfiguration: text !== "plain" };
  const { run } = await host.runs.start({ ...request(host, text, of), parameters });
  await waiting;
  return run.id;
}

async function approve(host: OwnerHost, runId: string): Promise<void> {
  const [step] = host.services.queries.stepRuns(runId);
  await host.engine.approve(step?.id ?? "", { approved: true, by: "a person", comment: "" });
  expect(await host.runs.finished(runId)).toMatchObject({ state: "SUCCESS" });
}

async function open(dataFolder: string, key: string, bugs: unknown[] = []): Promise<OwnerHost> {
  const host = await openHost({
    dataFolder,
    cacheFolder: `${dataFolder} cache`,
    mode: "owner",
    stepFolders: [secretSteps],
    key,
    onBug: (error) => void bugs.push(error),
  });
  onTestFinished(() => host.close());
  return host;
}

function store(host: OwnerHost, document: JsonObject) {
  return host.services.configurations.import(JSON.stringify(document), { fileName: "prod.json", overwrite: true });
}

function valuesOf(document: JsonObject): unknown[] {
  return (document.configuration_data as JsonObject[]).map((variable) => variable.value);
}

function request(
  host: OwnerHost,
  text: string,
  of: { file: string; parameter: string; withConfiguration?: boolean },
): Parameters<OwnerHost["runs"]["start"]>[0] {
  const steps = [{ name: "one", file: of.file, [of.parameter]: text }];
  return {
    name: "one",
    document: { name: "one", app_variables: [], steps },
    configuration: of.withConfiguration === false ? undefined : host.services.configurations.find("prod"),
    parameters: {},
    logLevel: 20,
    triggeredBy: { kind: "USER" },
  };
}

/** What a reader sees of a run with one step that logs and saves a text. */
async function logged(host: OwnerHost, text: string, { withConfiguration = true } = {}) {
  try {
    const of = { file: "SavesText", parameter: "text", withConfiguration };
    const { run } = await host.runs.start(request(host, text, of));
    const { state } = await host.runs.finished(run.id);
    const { queries } = host.services;
    const lines = queries.logs(run.id, { limit: 10 }).map((line) => line.message);
    const read = queries.stepData(queries.getStepRun(run.id, "one"));
    return { state, lines, data: read.kind === "data" ? read.data : undefined };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { state: "refused", code, message };
  }
}

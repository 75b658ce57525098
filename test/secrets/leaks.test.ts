import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isJsonObject, type JsonValue } from "../../core/base/json.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { type OwnerHost, openHost } from "../../core/host.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import { findSecrets, findSecretsInFolder } from "./findSecrets.ts";
import { account, configuration, handedOn, leakyApplication, pem, secretSteps, secrets, token } from "./secretRun.ts";

const bin = fileURLToPath(new URL("../../core/cli/bin/sluice.mjs", import.meta.url));
const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** Nothing that a run does with a value marked encrypted brings it to disk or before a reader (semantics, section 7). */
describe("secrets of a run", () => {
  let folder: string;
  let dataFolder: string;
  let host: OwnerHost;
  let run: RunRecord;
  const events: RunEvent[] = [];
  const bugs: unknown[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sluice secrets "));
    dataFolder = join(folder, "data");
    host = await openSecretHost(dataFolder);
    host.subscribe((event) => void events.push(event));
    run = await runLeaky(host, true);
  }, 60_000);

  afterAll(async () => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("each step of the run did what could leak", () => {
    const steps = host.services.queries.stepRuns(run.id);
    const states = Object.fromEntries(steps.map((step) => [step.name, [step.state, step.error?.exception]]));
    expect({ state: run.state, bugs, states }).toMatchObject({
      state: "SUCCESS",
      bugs: [],
      states: {
        log: ["SUCCESS", undefined],
        throw: ["FAILURE", "Name •••"],
        die: ["FAILURE", "WorkerKilledException"],
        save: ["SUCCESS", undefined],
        large: ["SUCCESS", undefined],
        rows: ["SUCCESS", undefined],
        fetch: ["FAILURE", "TypeError"],
        trigger: ["SUCCESS", undefined],
        "on error": ["SUCCESS", undefined],
        query: ["FAILURE", "HttpRequestException"],
        keep: ["SUCCESS", undefined],
      },
    });
    expect(steps.find((step) => step.name === "throw")?.attempts).toBe(2);
    expect(steps.find((step) => step.name === "die")?.error?.tail).toBe("last words: •••");
    expect(host.services.queries.list({ limit: 100 }).length).toBe(7);
  });

  test("no file of the data folder holds them, while it is open and after it was closed", async () => {
    const open = findSecretsInFolder(dataFolder, secrets);
    expect(open.found).toEqual([]);
    expect(open.files.filter((file) => file.startsWith("blobs")).length).toBeGreaterThanOrEqual(3);
    expect(open.files.some((file) => file.endsWith("-wal"))).toBe(true);
    await host.store.checkpoint();
    expect(findSecretsInFolder(dataFolder, secrets).found).toEqual([]);
  });

  test("the same values are found if they are not marked encrypted", async () => {
    const open = join(folder, "open");
    const control = await openSecretHost(open);
    try {
      await runLeaky(control, false);
      const { found } = findSecretsInFolder(open, secrets);
      const missed = secrets.filter((secret) => findSecretsInFolder(open, [secret]).found.length === 0);
      expect({ missed, forms: new Set(found.map((line) => line.split(": ")[1]?.split(" at ")[0])) }).toMatchObject({
        missed: [],
        forms: new Set(["utf8", "percent", "form", "JSON", "JSON in JSON", "base64", "base64url"]),
      });
    } finally {
      await control.close();
    }
  }, 60_000);

  test("the event stream does not hold them", () => {
    expect(events.some((event) => event.type === "step.retry")).toBe(true);
    expect(events.filter((event) => event.type === "step.log" && event.message.includes("•••")).length).toBeGreaterThan(
      50,
    );
    expect(findSecrets("events", JSON.stringify(events), secrets)).toEqual([]);
    const stored = host.store.reader.events({ after: 0, limit: 1_000_000 });
    expect(stored.length).toBe(events.length);
    expect(findSecrets("stored events", JSON.stringify(stored), secrets)).toEqual([]);
  });

  test("no reader of runs gives them", () => {
    const { queries } = host.services;
    for (const { id } of queries.list({ limit: 100 })) {
      const steps = queries.stepRuns(id);
      const parts = {
        run: queries.get(id),
        steps,
        logs: queries.logs(id, { limit: 1_000_000 }),
        report: host.store.reports.entries(id),
        data: steps.map((step) => queries.stepData(step)),
        result: queries.result(id),
      };
      for (const [part, value] of Object.entries(parts)) {
        expect(findSecrets(part, JSON.stringify(value), secrets)).toEqual([]);
      }
    }
    const [table] = host.services.reports.get(run.id).tables;
    expect(table).toMatchObject({ name: "table •••", columns: [{ column: "column •••" }, { column: "nested" }] });
    expect(table?.subTables[0]?.rows[0]?.row).toEqual({ "column •••": "•••", nested: { list: ["•••"] } });
  });

  test("samples and configurations do not show them", () => {
    const { stepIds } = host.services.applications.get("leaky");
    const samples = Object.values(stepIds).flatMap((id) => host.store.samples.find(id) ?? []);
    expect(samples.length).toBeGreaterThan(9);
    expect(findSecrets("samples", JSON.stringify(samples), secrets)).toEqual([]);
    const { configurations } = host.services;
    expect(findSecrets("shown", JSON.stringify(configurations.show("prod")), secrets)).toEqual([]);
    expect(findSecrets("exported", JSON.stringify(configurations.get("prod")), secrets)).toEqual([]);
  });

  test("the next step receives them unchanged", () => {
    for (const [suffix, secret] of [
      ["", token],
      [" lines", pem],
      [" number", String(account)],
    ] as const) {
      expect(dataOf(`digest${suffix}`).digests).toContain(digest(secret));
      expect(dataOf(`digest large${suffix}`).digests).toContain(digest(`4999 ${secret}`));
      expect(dataOf(`digest large${suffix}`).digests).toContain(digest(`of ${secret}`));
      expect(dataOf(`digest rows${suffix}`).digests).toContain(digest(secret));
      expect(dataOf(`parameter${suffix}`)).toEqual({ digest: digest(secret) });
    }
  });

  test("saved data is masked for a reader in every shape, and only where a secret is", () => {
    const url = "https://user:•••@localhost/";
    expect(dataOf("save")).toMatchObject({
      text: "•••",
      cached: "•••",
      map: { $type: "map", value: [["•••", { deep: ["•••"] }]] },
      set: { $type: "set", value: ["•••"] },
      bytes: { value: "•••" },
      url,
      error: { value: { name: "TypeError", message: "•••" } },
      "•••": "as a key",
    });
    const large = host.services.queries.stepData(host.services.queries.getStepRun(run.id, "large"));
    expect(large.kind === "data" && Array.isArray(large.data) ? large.data[4999] : undefined).toEqual({
      row: 4999,
      padding: "x".repeat(300),
      "of •••": "4999 •••",
    });
  });

  test("a step that follows over an error edge gets the masked error", () => {
    expect(dataOf("on error").digests).toEqual(expect.arrayContaining([digest("message •••"), digest("Name •••")]));
  });

  test("the command line shows none of them", async () => {
    const [child] = host.services.queries.list({ limit: 1, appName: "handed_on" });
    const commands = [
      ["runs"],
      ["show", run.id],
      ["show", run.id, "--json"],
      ["show", run.id, "throw"],
      ["show", run.id, "die", "--json"],
      ["show", run.id, "save"],
      ["logs", run.id],
      ["logs", run.id, "--json"],
      ["logs", child?.id ?? ""],
      ["config", "show", "prod"],
      ["config", "export", "prod"],
    ];
    for (const command of commands) {
      const { text, code } = await sluice(command);
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(findSecrets(command.join(" "), text, secrets)).toEqual([]);
    }
  }, 60_000);

  test("a run on the command line prints, stores and exports none of them", async () => {
    const own = join(folder, "own");
    const [app, config, result] = ["app.json", "config.json", "result.json"].map((name) => join(folder, name));
    const { steps, ...rest } = leakyApplication(await closedUrl());
    const alone = (Array.isArray(steps) ? steps : []).filter((step) => isJsonObject(step) && !isTrigger(step));
    writeFileSync(app ?? "", JSON.stringify({ ...rest, steps: alone }));
    writeFileSync(config ?? "", JSON.stringify(configuration("prod", true)));
    const args = ["run", app ?? "", "--config", config ?? "", "--steps", secretSteps, "--debug"];
    const asJson = await sluice([...args, "--json", "--result", result ?? ""], own);
    expect(asJson.code).toBe(0);
    expect(asJson.text.split("\n").length).toBeGreaterThan(200);
    expect(findSecrets("events as JSON", asJson.text, secrets)).toEqual([]);
    expect(findSecrets("result", readFileSync(result ?? ""), secrets)).toEqual([]);
    const asLines = await sluice(args, own);
    expect(asLines.text).toContain("message •••");
    expect(findSecrets("lines", asLines.text, secrets)).toEqual([]);
    expect(findSecretsInFolder(own, secrets).found).toEqual([]);
  }, 60_000);

  function dataOf(step: string): Record<string, JsonValue> {
    const read = host.services.queries.stepData(host.services.queries.getStepRun(run.id, step));
    if (read.kind !== "data" || !isJsonObject(read.data)) throw new Error(`${step} saved no object`);
    return read.data;
  }

  async function openSecretHost(data: string): Promise<OwnerHost> {
    return openHost({
      dataFolder: data,
      cacheFolder: join(folder, "cache"),
      mode: "owner",
      stepFolders: [secretSteps],
      onBug: (error) => void bugs.push(error),
    });
  }

  function sluice(args: string[], data = dataFolder): Promise<{ text: string; code: number }> {
    const env = { ...process.env, NODE_NO_WARNINGS: "1" };
    return new Promise((resolve) => {
      const options = { env, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(process.execPath, [bin, ...args, "--data-dir", data], options, (_error, stdout, stderr) =>
        resolve({ text: stdout + stderr, code: child.exitCode ?? -1 }),
      );
    });
  }
});

function isTrigger(step: JsonValue): boolean {
  return isJsonObject(step) && step.file === "TriggersWithSecret";
}

async function runLeaky(host: OwnerHost, encrypted: boolean): Promise<RunRecord> {
  const { applications, configurations } = host.services;
  const options = { fileName: "test.json", overwrite: true };
  await configurations.import(JSON.stringify(configuration("prod", encrypted)), options);
  await applications.import(JSON.stringify(handedOn), options);
  await applications.import(JSON.stringify(leakyApplication(await closedUrl())), options);
  const { document, stepIds } = applications.get("leaky");
  const { run } = await host.runs.start({
    name: "leaky",
    document,
    stepIds,
    parameters: { at_run_time: token },
    logLevel: 10,
    triggeredBy: { kind: "USER" },
  });
  const ended = await host.runs.finished(run.id);
  for (const { id, finishedAt } of host.services.queries.list({ limit: 100 })) {
    if (finishedAt === undefined) await host.runs.finished(id);
  }
  return ended;
}

/** An address on which nothing listens. */
async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

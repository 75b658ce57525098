import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { OwnerHost } from "../../../core/host.ts";
import type { ArchivedRun } from "../../../core/model/ArchivedRun.ts";
import { fromBytes } from "../../../core/service/transfer/ArchiveSource.ts";
import type { ExportOptions } from "../../../core/service/transfer/ExportService.ts";
import type { HistoryImporter } from "../../../core/service/transfer/HistoryImporter.ts";
import { collectBytes } from "../../support/collectBytes.ts";
import { openTestHost, runToEnd } from "../openTestHost.ts";
import { shareHost } from "../shareHost.ts";

const script = (name: string, code: string, more = {}) => ({ name, file: "Script", code, ...more });
const app = {
  name: "app",
  configuration: "prod",
  generate_report: true,
  app_variables: [{ name: "word", value: "hi" }],
  steps: [
    script("small", "step.logger.warning('seen %s', step.getAppVariable('word')); return { a: -0, at: new Date(5) }", {
      output_to: ["large"],
    }),
    script("large", "return Array.from({ length: 30000 }, (_, n) => ({ n, text: 'row '.repeat(10) + n }))", {
      output_to: ["rows"],
    }),
    script(
      "rows",
      "step.report.addRow({ table: 'T', row: { a: 1 } }); await step.saveDataForNextStep((async function* () { yield 1; yield 2; })())",
    ),
    script("bad", "throw new Error('pw is ' + step.getParameter('given'))", { given: "${config.pw}" }),
  ],
};

/** The same for both data folders. */
const key = Buffer.alloc(32, 7).toString("base64");
const source = shareHost({ key });
/** Where nothing comes in. */
const untouched = shareHost({ key });
let runId: string;
let archive: Uint8Array;

beforeAll(async () => {
  const { configurations, applications } = source.host.services;
  await configurations.set("prod", { variable: "pw", value: "very-hidden", secret: true });
  await applications.import(JSON.stringify(app), { fileName: "app.json", overwrite: true });
  ({ id: runId } = await runToEnd(source.host, app, { word: "hello" }));
  archive = await exportAll(source.host);
}, 240_000);

const exportAll = async ({ services }: OwnerHost, more: ExportOptions = {}) =>
  collectBytes(await services.exports.export({ withRuns: true, ...more }));

async function readHistory({ services }: OwnerHost, archive: Uint8Array): Promise<HistoryImporter> {
  const { history } = await services.imports.read(fromBytes(archive));
  if (history === undefined) throw new Error("no history");
  return history;
}

/** What rests unencrypted of a run, but for what numbers its place in this data folder. */
function readPlain({ services, store }: OwnerHost, id: string) {
  const { kept: _, ...record } = services.queries.get(id);
  const steps = services.queries.stepRuns(id);
  return {
    record,
    steps,
    events: store.reader.events({ runId: id, after: 0, limit: 1000 }).map(({ seq: _seq, ...event }) => event),
    logs: services.queries.logs(id, { limit: 1000 }).map(({ seq: _seq, ...line }) => line),
    document: store.reader.plan(id).document,
    routes: steps.map((step) => store.reader.routes(step.id)),
    report: store.reports.entries(id),
  };
}

/** All that can be read of a run. */
function readAll(host: OwnerHost, id: string) {
  const { services, store } = host;
  const plain = readPlain(host, id);
  return {
    ...plain,
    result: services.queries.result(id),
    parameters: services.queries.parameters(id),
    pages: plain.steps
      .filter(({ data }) => data?.kind === "list")
      .map((step) => services.stepData.page(step, { path: [], from: 29_990, limit: 10 })),
    recorded: plain.steps.map((step) => store.reader.parameters(step.id)),
  };
}

/** The archive with some of its files changed or left out. */
function change(archive: Uint8Array, alter: (name: string, content: Uint8Array) => Uint8Array | undefined): Uint8Array {
  const files = Object.entries(unzipSync(archive)).flatMap(([name, content]) => {
    const changed = alter(name, content);
    return changed === undefined ? [] : [[name, [changed, { level: 0 }]] as const];
  });
  return zipSync(Object.fromEntries(files) as never);
}

const changeRun = (archive: Uint8Array, alter: (run: ArchivedRun) => void): Uint8Array =>
  change(archive, (name, content) => {
    if (!name.startsWith("runs/")) return content;
    const run = JSON.parse(strFromU8(content)) as ArchivedRun;
    alter(run);
    return strToU8(JSON.stringify(run));
  });

const isEmpty = ({ store, dataFolder }: OwnerHost): boolean =>
  store.reader.list({ limit: 1 }).length === 0 &&
  store.reports.list({ limit: 1 }).length === 0 &&
  readdirSync(join(dataFolder, "blobs")).length === 0;

describe("the run history of an archive", () => {
  test("comes in as it was: runs, step runs, logs, events, saved data of any size, parameters and reports", async () => {
    expect(Object.keys(unzipSync(archive)).some((name) => name.startsWith("blobs/"))).toBe(true);
    const target = await openTestHost({ key });
    const history = await readHistory(target, archive);
    const count = { runs: 1, knownRuns: 0, lockedRuns: 0, reports: 1, knownReports: 0 };
    expect(await history.check()).toEqual(count);
    expect(isEmpty(target)).toBe(true);
    expect(await history.apply()).toEqual(count);
    expect(readAll(target, runId)).toEqual(readAll(source.host, runId));
    expect(target.store.integrityCheck()).toEqual([]);
  });

  test("comes in once, is kept, never taken up again, and can be exported again", async () => {
    const target = await openTestHost({ key });
    await (await readHistory(target, archive)).apply();
    const again = { runs: 0, knownRuns: 1, lockedRuns: 0, reports: 0, knownReports: 1 };
    const history = await readHistory(target, archive);
    expect([await history.check(), await history.apply()]).toEqual([again, again]);
    expect(await target.resume()).toEqual([]);
    expect(target.services.queries.get(runId).kept).toBe(true);
    expect(await target.store.pruner.prune(Number.MAX_SAFE_INTEGER)).toBe(0);

    const third = await openTestHost({ key });
    await (await readHistory(third, await exportAll(target))).apply();
    expect(readAll(third, runId)).toEqual(readAll(source.host, runId));
  });

  test("keeps which run triggered which, over more runs than are stored at once", async () => {
    const { host } = source;
    await host.services.applications.import(
      JSON.stringify({ name: "child", app_variables: [], steps: [script("one", "return 1")] }),
      { fileName: "child.json", overwrite: true },
    );
    const steps = Array.from({ length: 60 }, (_, n) => ({
      name: `call ${n}`,
      file: "TriggerApplication",
      application: "child",
      wait: true,
    }));
    const { id } = await runToEnd(host, { name: "parent", app_variables: [], steps });
    const target = await openTestHost({ key });
    const history = await readHistory(target, await exportAll(host));
    const count = await history.check();
    expect(count.runs).toBeGreaterThan(60);
    expect(await history.apply()).toEqual(count);
    expect(readAll(target, id)).toEqual(readAll(host, id));
    const linksOf = ({ store }: OwnerHost) =>
      store.reader.list({ appName: "child", limit: 100 }).map((child) => store.history.readRun(child.id)?.child);
    expect(linksOf(target)).toEqual(linksOf(host));
    expect(linksOf(target).filter((link) => link !== undefined)).toHaveLength(60);
  });

  test("holds nothing in plain that is secret or saved", async () => {
    const files = unzipSync(archive);
    const text = Object.values(files)
      .map((content) => strFromU8(content))
      .join("\n");
    expect(text).not.toContain("very-hidden");
    expect(text).not.toContain("row row row");
    expect(text).toMatch(/sluice:v1:/);
  });

  test("of another key comes in without saved data and parameters", async () => {
    const target = await openTestHost();
    expect(await (await readHistory(target, archive)).apply()).toMatchObject({ runs: 1, lockedRuns: 1, reports: 1 });
    expect(readPlain(target, runId)).toEqual(readPlain(source.host, runId));
    expect(target.services.queries.parameters(runId)).toEqual({});
    expect(target.store.reader.outputsExpired(runId)).toBe(true);
    expect(readdirSync(join(target.dataFolder, "blobs"))).toEqual([]);
  });

  test("of one application holds its runs alone, and none that goes on", async () => {
    const { host } = source;
    await runToEnd(host, { name: "other", app_variables: [], steps: [script("one", "return 1")] });
    const { run } = await host.runs.start({
      name: "app",
      document: {
        name: "app",
        app_variables: [],
        steps: [script("wait", "await new Promise((resolve) => step.signal.addEventListener('abort', resolve))")],
      },
      parameters: {},
      logLevel: 25,
      triggeredBy: { kind: "USER" },
    });
    const names = Object.keys(unzipSync(await exportAll(host, { application: "app" })));
    await host.runs.revoke(run.id);
    await host.runs.finished(run.id);
    expect(names.filter((name) => name.startsWith("runs/"))).toEqual([`runs/${runId}.json`]);
  });

  test("without the file of a blob comes in as if that data had expired", async () => {
    const middle = await openTestHost({ key });
    await (await readHistory(middle, archive)).apply();
    const folder = join(middle.dataFolder, "blobs");
    for (const blob of readdirSync(folder)) rmSync(join(folder, blob));
    const target = await openTestHost({ key });
    const history = await readHistory(target, await exportAll(middle));
    expect(await history.apply()).toMatchObject({ runs: 1, lockedRuns: 0 });
    const data = target.services.queries.stepRuns(runId).map((step) => target.services.queries.stepData(step).kind);
    expect(data).toEqual(["data", "pruned", "data", "none"]);
  });
});

describe("a damaged archive", () => {
  const damages: [string, (archive: Uint8Array) => Uint8Array, string][] = [
    [
      "without a blob",
      (archive) => change(archive, (name, content) => (name.startsWith("blobs/") ? undefined : content)),
      "lacks the saved data",
    ],
    [
      "with a shorter blob",
      (archive) => change(archive, (name, content) => (name.startsWith("blobs/") ? content.subarray(1) : content)),
      "lacks the saved data",
    ],
    [
      "with half a run",
      (archive) => change(archive, (name, content) => (name.startsWith("runs/") ? content.subarray(0, 500) : content)),
      "no JSON",
    ],
    [
      "with a run of another name",
      (archive) =>
        change(archive, (name, content) =>
          name.startsWith("runs/") ? strToU8(strFromU8(content).replace(/"id":"isapp-./, '"id":"isapp-f')) : content,
        ),
      "of another run",
    ],
    [
      "with an unfinished run",
      (archive) => changeRun(archive, ({ run }) => Object.assign(run, { state: "STARTED" })),
      "damaged: run.state",
    ],
    [
      "with an event of no step",
      (archive) => changeRun(archive, ({ entries }) => entries.push({ type: "step.started", at: 1 })),
      "do not fit together",
    ],
    [
      "with a step twice",
      (archive) => changeRun(archive, ({ steps }) => steps.push(...steps.slice(0, 1))),
      "do not fit together",
    ],
    [
      "with half a report",
      (archive) => change(archive, (name, content) => (name.startsWith("reports/") ? strToU8("{}") : content)),
      "damaged: runId",
    ],
  ];

  test.each(damages)("%s is refused, and nothing of it comes in", async (_, damage, words) => {
    const target = untouched.host;
    const history = await readHistory(target, damage(archive));
    const refused = { code: "invalid_document", message: expect.stringContaining(words) };
    await expect(history.check()).rejects.toMatchObject(refused);
    await expect(history.apply()).rejects.toMatchObject(refused);
    expect(isEmpty(target)).toBe(true);
  });

  test("with one changed byte in a blob is refused by its checksum", async () => {
    const target = untouched.host;
    const changed = archive.slice();
    const at = Buffer.from(changed).indexOf("SLUICEB1") + 50_000;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect((await readHistory(target, changed)).apply()).rejects.toMatchObject({
      code: "invalid_document",
      message: expect.stringMatching(/holds "blobs\/.*" damaged/),
    });
    expect(isEmpty(target)).toBe(true);
  });

  test("with a step of another run's id is refused", async () => {
    const other = changeRun(archive, ({ run }) => Object.assign(run, { id: `${run.id.slice(0, -1)}z` }));
    const renamed = Object.entries(unzipSync(other)).map(([name, content]) => {
      const run = name.startsWith("runs/") ? (JSON.parse(strFromU8(content)) as ArchivedRun) : undefined;
      if (run === undefined) return [name, content];
      for (const { record } of run.steps) record.runId = run.run.id;
      return [`runs/${run.run.id}.json`, strToU8(JSON.stringify(run))];
    });
    const history = await readHistory(source.host, zipSync(Object.fromEntries(renamed), { level: 0 }));
    await expect(history.apply()).rejects.toMatchObject({ message: expect.stringContaining("is that of another run") });
  });
});

import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const key = Buffer.alloc(32, 9).toString("base64");
const script = (name: string, code: string, more = {}) => ({ name, file: "Script", code, ...more });
const app = {
  name: "app",
  generate_report: true,
  app_variables: [{ name: "word", value: "hi" }],
  steps: [
    script(
      "rows",
      "step.report.addRow({ table: 'T', row: { a: 1 } }); step.logger.warning('many'); return Array.from({ length: 40000 }, (_, n) => ({ n, text: 'x'.repeat(30) }))",
    ),
    script("bad", "throw new Error('no')"),
  ],
};

function send({ api }: TestApi, archive: Uint8Array, query = "") {
  const headers = { authorization: "Bearer developer", "content-type": "application/zip" };
  return api.inject({ method: "POST", url: `/api/v1/import/archive${query}`, headers, payload: Buffer.from(archive) });
}

async function runApp({ ask, host }: TestApi): Promise<string> {
  await ask("POST", "/applications", { body: app });
  const { id } = (await ask("POST", "/applications/app/run", { body: { params: { word: "hello" } } })).json();
  await host.runs.finished(id);
  return id;
}

test("an archive with runs gives another data folder the same tasks, data, logs and reports", async () => {
  const [source, target] = [await openTestApi({ key }), await openTestApi({ key })];
  const id = await runApp(source);
  const plain = await source.ask("GET", "/applications/app/export");
  const exported = await source.ask("GET", "/applications/app/export?runs=true");
  expect([exported.statusCode, exported.headers["content-type"]]).toEqual([200, "application/zip"]);
  expect(exported.rawPayload.length).toBeGreaterThan(plain.rawPayload.length + 1_000_000);

  const history = { runs: 1, known_runs: 0, locked_runs: 0, reports: 1, known_reports: 0 };
  const tried = await send(target, exported.rawPayload, "?dry_run=true");
  expect(tried.json()).toMatchObject({ dry_run: true, items: [{ name: "app", action: "create" }], history });
  expect((await target.ask("GET", `/tasks/${id}`)).statusCode).toBe(404);
  expect((await send(target, exported.rawPayload, "?part=history")).json()).toMatchObject({ items: [], history });
  expect((await send(target, exported.rawPayload, "?part=documents")).json()).not.toHaveProperty("history");
  expect((await send(target, exported.rawPayload)).json()).toMatchObject({
    items: [{ name: "app", action: "unchanged" }],
    history: { runs: 0, known_runs: 1, known_reports: 1 },
  });

  const both = async (path: string) =>
    Promise.all([source, target].map(async ({ ask }) => (await ask("GET", path)).json()));
  const [task] = await both(`/tasks/${id}`);
  for (const path of [
    `/tasks/${id}`,
    ...task.steps.map((step: { id: string }) => `/tasks/${step.id}`),
    `/runs/${id}/steps/rows/data?from=39990&limit=10`,
    "/reports",
  ]) {
    const [there, here] = await both(path);
    expect([path, here]).toEqual([path, there]);
  }
  const logs = async ({ ask }: TestApi) => (await ask("GET", `/runs/${id}/logs/download`)).body;
  expect(await logs(target)).toBe(await logs(source));
  expect(await logs(target)).toContain("many");
});

test("as base64 the runs come in too", async () => {
  const [source, target] = [await openTestApi({ key }), await openTestApi({ key })];
  const id = await runApp(source);
  const archive = (await source.ask("GET", "/export?runs=true")).rawPayload.toString("base64");
  const taken = await target.ask("POST", "/import", { body: { archive } });
  expect(taken.json()).toMatchObject({ history: { runs: 1, reports: 1 } });
  expect((await target.ask("GET", `/tasks/${id}`)).json().state).toBe("FAILURE");
});

test("what is damaged is refused before anything comes in", async () => {
  const [source, target] = [await openTestApi({ key }), await openTestApi({ key })];
  await runApp(source);
  const whole = (await source.ask("GET", "/export?runs=true")).rawPayload;
  const changed = Buffer.from(whole);
  const at = changed.indexOf("SLUICEB1") + 5000;
  changed[at] = (changed[at] ?? 0) ^ 1;
  for (const damaged of [changed, whole.subarray(0, whole.length / 2), zipSync({ "runs/x.json": new Uint8Array() })]) {
    const answer = await send(target, damaged);
    expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid_document"]);
  }
  expect((await target.ask("GET", "/applications")).json()).toEqual([]);
  expect((await target.ask("GET", "/runs")).json()).toMatchObject({ runs: [] });
});

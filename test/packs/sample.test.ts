import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { buildPackFolder } from "../../core/packTasks.ts";
import { createHttpMock } from "../../core/workers/harness/index.ts";
import { addApplication, openTestHost, runToEnd } from "../service/openTestHost.ts";
import { bringInPack } from "../support/bringInPack.ts";
import { patientClock } from "../support/patientClock.ts";
import { tempFolder } from "../support/tempFolder.ts";

const sample = fileURLToPath(new URL("../../assets/packs/sample", import.meta.url));

test("the sample pack is built, installed, and its application runs with its configuration", async () => {
  const cacheFolder = join(tmpdir(), "sluice-test-compile-cache");
  const { path } = await buildPackFolder(sample, { out: tempFolder(), clock: patientClock, cacheFolder });
  const http = await createHttpMock({ "GET /people": { json: [{ name: "Ada", team: "Numbers" }] } });
  onTestFinished(() => http.close());
  const { services, ...host } = await openTestHost({ clock: patientClock });
  await services.syncPacks.upload(readFileSync(path), { overwrite: false });
  await bringInPack(host, "sample_syncpack");
  await services.configurations.set("sample_settings", { variable: "url", value: http.url, secret: false });
  const { document } = services.applications.getPublished("sample_badges");
  expect(document.syncpack_versions).toEqual({ sample_syncpack: "1.0.0" });
  const result = await runToEnd({ services, ...host }, document);
  expect(result.steps.map(({ name, state, data }) => [name, state, data])).toEqual([
    ["Read", "SUCCESS", [{ name: "Ada", team: "Numbers" }]],
    ["Badges", "SUCCESS", ["ADA (Numbers)"]],
    ["Tell", "SUCCESS", ["ADA (Numbers)"]],
  ]);
  expect(services.schedules.get("sample badges every hour")).toMatchObject({ enabled: false });
});

/** A service that answers when it may, and settles `asked` when it is first asked. */
async function openSlowService() {
  const [asked, mayAnswer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = createServer(async (_request, reply) => {
    asked.resolve();
    await mayAnswer.promise;
    reply.end(JSON.stringify([{ name: "Ada" }]));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked: asked.promise, answer: mayAnswer.resolve };
}

test("the sample pack is upgraded while its old version runs, and removed, all of it without a network", async () => {
  const folder = tempFolder();
  // Nobody answers there: who asks a registry, or anybody but this computer, fails.
  for (const name of ["npm_config_registry", "HTTP_PROXY", "HTTPS_PROXY"]) vi.stubEnv(name, "http://127.0.0.1:1/");
  onTestFinished(() => void vi.unstubAllEnvs());
  const cacheFolder = join(tmpdir(), "sluice-test-compile-cache");
  const build = async (from: string) =>
    readFileSync((await buildPackFolder(from, { out: folder, clock: patientClock, cacheFolder })).path);
  const first = await build(sample);
  const next = join(folder, "next");
  cpSync(sample, next, { recursive: true });
  const change = (path: string, from: string, to: string) => {
    const text = readFileSync(join(next, path), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(next, path), text.replace(from, to));
  };
  change("meta.json", '"version": "1.0.0"', '"version": "2.0.0"');
  change("util/toBadge.ts", "? name.toUpperCase()", "? `New ${name}`");
  const second = await build(next);

  const dataFolder = join(folder, "data");
  const host = await openTestHost({ clock: patientClock, dataFolder });
  const { syncPacks, packUpgrades, configurations, applications, queries } = host.services;
  const environments = () => readdirSync(join(dataFolder, "environments"));
  await syncPacks.upload(first, { overwrite: false });
  await bringInPack(host, "sample_syncpack");
  const service = await openSlowService();
  await configurations.set("sample_settings", { variable: "url", value: service.url, secret: false });
  const step = (name: string, file: string) => ({ name, file, syncpack: "sample_syncpack" });
  const steps = [
    { ...step("Read", "SampleReadPeople"), url: "${config.url}", output_to: ["Badges"] },
    step("Badges", "SampleBadges"),
  ];
  await addApplication(host, { name: "mine", configuration: "sample_settings", app_variables: [], steps });
  const start = async () => {
    const { document } = applications.getPublished("mine");
    const triggeredBy = { kind: "USER" } as const;
    return (await host.runs.start({ name: "mine", document, parameters: {}, logLevel: 25, triggeredBy })).run.id;
  };
  const badgesOf = async (run: string) => {
    expect((await host.runs.finished(run)).state).toBe("SUCCESS");
    return queries.result(run).steps.at(-1)?.data;
  };

  // The first step of the old version is at work, and its second one begins after the upgrade.
  const old = await start();
  await service.asked;
  await syncPacks.upload(second, { overwrite: false });
  await bringInPack(host, "sample_syncpack");
  expect(environments()).toHaveLength(2);
  service.answer();
  expect(await badgesOf(old)).toEqual(["ADA"]);
  // What used the old version goes on with it until it is moved.
  expect(applications.getPublished("mine").document.syncpack_versions).toEqual({ sample_syncpack: "1.0.0" });
  expect(await badgesOf(await start())).toEqual(["ADA"]);
  await expect(syncPacks.remove("sample_syncpack", { version: "1.0.0", force: false })).rejects.toMatchObject({
    code: "pack_in_use",
    details: { uses: ["application mine"] },
  });
  const moved = await packUpgrades.upgrade("sample_syncpack", { author: "local" });
  expect(moved).toMatchObject([{ application: "mine", from: "1.0.0", to: "2.0.0", result: "published" }]);
  expect(await badgesOf(await start())).toEqual(["New Ada"]);

  await syncPacks.remove("sample_syncpack", { version: "1.0.0", force: false });
  expect(await badgesOf(await start())).toEqual(["New Ada"]);
  await syncPacks.remove("sample_syncpack", { force: true });
  expect(existsSync(join(dataFolder, "environments")) ? environments() : []).toEqual([]);
  expect(applications.list().map(({ name }) => name)).toEqual(["mine"]);
});

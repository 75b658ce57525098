import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import type { OwnerHost } from "../../core/host.ts";
import { createPackArchives } from "../../core/packs/archive/createPackArchives.ts";
import { parsePackMeta } from "../../core/packs/meta/parsePackMeta.ts";
import { buildPackFolder } from "../../core/packTasks.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { packs, packsFolder } from "../steps/packs.ts";
import { patientClock } from "../support/patientClock.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const name = "files_steps_syncpack";
/** As it ships, and a newer version that reads files otherwise. */
let same: Buffer;
let newer: Buffer;

async function build(folder: string, out: string): Promise<Buffer> {
  const cacheFolder = join(tmpdir(), "sluice-test-compile-cache");
  return readFileSync((await buildPackFolder(folder, { out, clock: patientClock, cacheFolder })).path);
}

beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), "sluice shipped "));
  const folder = join(parent, "files");
  same = await build(join(packsFolder, "files"), parent);
  cpSync(join(packsFolder, "files"), folder, { recursive: true });
  const change = (path: string, from: string, to: string): void => {
    const text = readFileSync(join(folder, path), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(folder, path), text.replace(from, to));
  };
  change("meta.json", '"version": "1.0.0"', '"version": "1.1.0"');
  change("steps/ReadFile.ts", "parse(text, path) : text", "parse(text, path) : `newer ${text}`");
  newer = await build(folder, parent);
  rmSync(parent, { recursive: true, force: true });
}, 120_000);

const upload = ({ api }: TestApi, pack: Buffer) =>
  api.inject({
    method: "POST",
    url: "/api/v1/syncpacks",
    headers: { authorization: "Bearer administrator", "content-type": "application/gzip" },
    payload: pack,
  });

/** Runs what is published and gives what its step saved. */
async function outputOf({ services, runs }: OwnerHost, application: string): Promise<unknown> {
  const { document } = services.applications.getPublished(application);
  const triggeredBy = { kind: "SCHEDULE", schedule: "hourly", dueAt: 0 } as const;
  const { run } = await runs.start({ name: application, document, parameters: {}, logLevel: 10, triggeredBy });
  await runs.finished(run.id);
  const { state, steps } = services.queries.result(run.id);
  expect([state, steps.at(-1)?.error]).toEqual(["SUCCESS", null]);
  return steps.at(-1)?.data;
}

test("every pack that ships has a meta.json that packs may have, and is built like any other", async () => {
  for (const { folder } of packs)
    expect(() => parsePackMeta(readFileSync(join(folder, "meta.json"), "utf8"))).not.toThrow();
  const { meta, steps, applications } = await createPackArchives().read(same);
  expect(meta).toMatchObject({ name, version: "1.0.0", permissions: { write: ["*"], child_processes: true } });
  expect(steps.map(({ file }) => file)).toEqual([...(packs.find((pack) => pack.name === "files")?.steps ?? [])].sort());
  expect(applications).toEqual([]);
});

test("a newer version of a pack that ships stands beside it, is kept to, moved to and removed like any other", async () => {
  const world = await openTestApi();
  const { ask, host } = world;
  const path = join(tempFolder(), "text.txt");
  writeFileSync(path, "text");
  const reading = (application: string, more: JsonObject = {}): JsonObject => ({
    name: application,
    app_variables: [],
    ...more,
    steps: [{ name: "a", file: "ReadFile", syncpack: name, path }],
  });
  const versionOf = (application: string) =>
    host.services.applications.getPublished(application).document.syncpack_versions;
  const stateOf = async () =>
    (await ask("GET", `/syncpacks/${name}/versions`)).json().map((one: JsonObject) => [one.version, one.installed]);

  const refused = await upload(world, same);
  expect([refused.statusCode, refused.json().code]).toEqual([409, "already_exists"]);
  expect(refused.json().detail).toContain("ships with the program in version 1.0.0");
  await ask("POST", "/applications", { body: reading("before") });
  expect(await outputOf(host, "before")).toBe("text");

  expect((await upload(world, newer)).statusCode).toBe(201);
  expect(await stateOf()).toEqual([
    ["1.0.0", true],
    ["1.1.0", false],
  ]);
  for (const verb of ["activate", "install"]) {
    const answer = await ask("POST", `/syncpacks/${name}/${verb}`);
    expect([answer.statusCode, answer.json().detail, answer.json().version]).toEqual([200, undefined, "1.1.0"]);
  }
  expect(await stateOf()).toEqual([
    ["1.0.0", true],
    ["1.1.0", true],
  ]);
  await ask("POST", "/applications", { body: reading("after") });
  expect([versionOf("before"), versionOf("after")]).toEqual([{ [name]: "1.0.0" }, undefined]);
  expect([await outputOf(host, "before"), await outputOf(host, "after")]).toEqual(["text", "newer text"]);
  const named = (await ask("GET", "/steps")).json().filter((one: JsonObject) => one.name === "ReadFile");
  expect(named).toMatchObject([{ syncpack: name, pack_version: "1.1.0" }]);
  const each = (await ask("GET", "/steps?all_versions=true")).json();
  const versions = each.filter((one: JsonObject) => one.name === "ReadFile").map((one: JsonObject) => one.pack_version);
  expect(versions).toEqual(["1.1.0", "1.0.0"]);
  const codeOf = async (version: string): Promise<string> =>
    (await ask("GET", `/steps/ReadFile?syncpack=${name}&pack_version=${version}`)).json().code;
  expect([await codeOf("1.1.0"), await codeOf("1.0.0")].map((code) => code.includes("newer"))).toEqual([true, false]);

  const moved = (
    await ask("POST", `/syncpacks/${name}/upgrade-applications`, { body: { applications: ["before"] } })
  ).json();
  expect(moved).toMatchObject([{ application: "before", from: "1.0.0", to: "1.1.0", result: "published" }]);
  expect(await outputOf(host, "before")).toBe("newer text");
  const inUse = await ask("DELETE", `/syncpacks/${name}`);
  expect([inUse.statusCode, inUse.json().details]).toEqual([409, { name, uses: ["application before"] }]);
  expect((await ask("DELETE", `/syncpacks/${name}?force=true`)).statusCode).toBe(200);
  expect(await stateOf()).toEqual([["1.0.0", true]]);
  expect([await outputOf(host, "before"), await outputOf(host, "after")]).toEqual(["text", "text"]);
  expect((await ask("DELETE", `/syncpacks/${name}`)).statusCode).toBe(405);
});

test("steps that ship have the rights of the user, whatever an uploaded pack of their name says and holds", async () => {
  const world = await openTestApi();
  const { ask, host } = world;
  const folder = tempFolder();
  const path = join(folder, "text.txt");
  writeFileSync(path, "text");
  const steps = { Other: stepCode("Other", "1") };
  const tight = await buildRealPack(folder, { meta: { name, version: "1.2.0" }, steps });
  const body = {
    ...{ name: "pinned", app_variables: [], syncpack_versions: { [name]: "1.2.0" } },
    steps: [{ name: "a", file: "ReadFile", syncpack: name, path }],
  };
  expect((await upload(world, tight)).statusCode).toBe(201);
  await ask("POST", "/applications", { body });
  expect(await outputOf(host, "pinned")).toBe("text");
  for (const verb of ["activate", "install"]) {
    expect((await ask("POST", `/syncpacks/${name}/${verb}`)).statusCode).toBe(200);
  }
  expect(await outputOf(host, "pinned")).toBe("text");
});

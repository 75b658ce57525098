import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import type { OwnerHost } from "../../core/host.ts";
import { createPackArchives } from "../../core/packs/archive/createPackArchives.ts";
import { packTgz } from "../../core/packs/archive/packTgz.ts";
import { connect } from "../../core/store/connect.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const schedules = [
  {
    application_id: "greet_app",
    entry_id: "greet hourly",
    schedule: { schedule_type: "frequency", schedule_info: { run_every: 3600 } },
  },
];
const application = (text: string) =>
  JSON.stringify({ name: "greet_app", description: text, app_variables: [], steps: [{ name: "a", file: "Greet" }] });
const settings = JSON.stringify({ name: "greet_config", configuration_data: [{ name: "url", value: "x" }] });

/** Two versions of one pack, built once. */
let first: Buffer;
let second: Buffer;

beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), "sluice packs "));
  const name = "greet_pack";
  first = await buildRealPack(parent, {
    meta: { name, version: "1.0.0", schedules },
    steps: { Greet: stepCode("Greet", '"one"') },
    files: { "apps/greet_app.json": application("one"), "configs/greet_config.json": settings },
  });
  second = await buildRealPack(parent, {
    meta: { name, version: "1.1.0", schedules },
    steps: { Greet: stepCode("Greet", '"two"'), More: stepCode("More", '"more"') },
    files: {
      "apps/greet_app.json": application("two"),
      "apps/greet_more.json": application("more").replace("greet_app", "greet_more"),
      "configs/greet_config.json": settings,
    },
  });
  rmSync(parent, { recursive: true, force: true });
});

const upload = ({ api }: TestApi, pack: Uint8Array, query = "") =>
  api.inject({
    method: "POST",
    url: `/api/v1/syncpacks${query}`,
    headers: { authorization: "Bearer administrator", "content-type": "application/gzip" },
    payload: Buffer.from(pack),
  });

/** Activates and installs the newest version. */
async function bringIn({ ask }: TestApi, name: string): Promise<void> {
  for (const verb of ["activate", "install"]) {
    const answer = await ask("POST", `/syncpacks/${name}/${verb}`);
    expect([answer.statusCode, answer.json().detail]).toEqual([200, undefined]);
  }
}

async function outputOf(host: OwnerHost, document: Parameters<typeof runToEnd>[1]): Promise<unknown> {
  const result = await runToEnd(host, document);
  expect(result.state).toBe("SUCCESS");
  return result.steps[0]?.data;
}

const using = (name: string, versions?: Record<string, string>) => ({
  name,
  app_variables: [],
  ...(versions === undefined ? {} : { syncpack_versions: versions }),
  steps: [{ name: "only", file: "Greet", syncpack: "greet_pack" }],
});

test("a pack is uploaded, activated, installed, used, upgraded beside its old version, and removed", async () => {
  const dataFolder = join(tempFolder(), "data");
  const world = await openTestApi({ dataFolder });
  const { ask, host } = world;
  const environments = () => readdirSync(join(dataFolder, "environments"));

  expect((await upload(world, first)).json()).toMatchObject({ name: "greet_pack", activated: false, installed: false });
  expect(environments()).toEqual([]);
  const active = (await ask("GET", "/syncpacks?only_activated=true")).json() as { name: string }[];
  expect(active.map(({ name }) => name)).not.toContain("greet_pack");
  const early = await ask("POST", "/syncpacks/greet_pack/install");
  expect([early.statusCode, early.json().detail]).toEqual([400, expect.stringContaining("Activate it first")]);
  const { trust } = (await ask("GET", "/syncpacks/greet_pack", { role: "viewer" })).json();
  expect(trust).toMatchObject({
    signature: "none",
    dependencies: [],
    permissions: { net: [], child_processes: false },
  });
  expect(trust.files).toContainEqual({ path: "steps/Greet.ts", bytes: expect.any(Number) });

  const source = (await ask("GET", "/syncpacks/greet_pack/files?path=steps/Greet.ts", { role: "viewer" })).json();
  expect(source).toMatchObject({ version: "1.0.0", bytes: expect.any(Number), text: stepCode("Greet", '"one"') });
  for (const path of ["steps/None.ts", "../../host.json", "/etc/passwd"]) {
    const none = await ask("GET", `/syncpacks/greet_pack/files?${new URLSearchParams({ path })}`);
    expect([none.statusCode, none.json().code]).toEqual([404, "not_found"]);
  }
  expect((await ask("GET", "/syncpacks/base_steps_syncpack/files?path=meta.json")).statusCode).toBe(404);

  await bringIn(world, "greet_pack");
  expect(environments()).toEqual([expect.stringMatching(/^greet_pack-1\.0\.0-[0-9a-f]{16}$/)]);
  expect((await ask("GET", "/schedule/greet%20hourly")).json()).toMatchObject({ enabled: false });
  expect((await ask("GET", "/configurations/greet_config")).statusCode).toBe(200);
  const listed = (await ask("GET", "/steps")).json() as { name: string; syncpack: string }[];
  expect(listed.find(({ name }) => name === "Greet")).toMatchObject({ syncpack: "greet_pack", own: false });
  expect(await outputOf(host, using("mine"))).toBe("one");
  expect(await outputOf(host, host.services.applications.getPublished("greet_app").document)).toBe("one");

  // What came with it is only read.
  const edited = await ask("POST", "/applications?overwrite=true", { body: JSON.parse(application("mine now")) });
  expect([edited.statusCode, edited.json().code]).toEqual([405, "not_supported"]);
  expect((await ask("DELETE", "/applications/greet_app")).statusCode).toBe(405);

  await ask("POST", "/applications", { body: using("pinned", { greet_pack: "1.0.0" }) });
  expect((await upload(world, second)).statusCode).toBe(201);
  await bringIn(world, "greet_pack");
  expect(environments()).toHaveLength(2);
  expect(await outputOf(host, using("mine"))).toBe("two");
  expect(await outputOf(host, using("pinned", { greet_pack: "1.0.0" }))).toBe("one");
  expect(await outputOf(host, host.services.applications.getPublished("greet_app").document)).toBe("two");
  expect((await ask("GET", "/steps")).json().filter(({ name }: { name: string }) => name === "Greet")).toHaveLength(1);
  const versions = (await ask("GET", "/syncpacks/greet_pack/versions")).json();
  expect(versions).toMatchObject([
    { version: "1.0.0", installed: true },
    { version: "1.1.0", installed: true },
  ]);

  const refused = await ask("DELETE", "/syncpacks/greet_pack");
  expect([refused.statusCode, refused.json().code, refused.json().details.uses]).toEqual([
    409,
    "pack_in_use",
    ["application pinned"],
  ]);
  expect((await ask("DELETE", "/syncpacks/greet_pack?version=1.1.0")).statusCode).toBe(200);
  expect(await outputOf(host, host.services.applications.getPublished("greet_app").document)).toBe("one");
  expect((await ask("DELETE", "/syncpacks/greet_pack?force=true")).statusCode).toBe(200);
  expect(environments()).toEqual([]);
  for (const path of ["applications/greet_app", "schedule/greet%20hourly", "configurations/greet_config"]) {
    expect((await ask("GET", `/${path}`)).statusCode).toBe(404);
  }
  expect((await ask("GET", "/syncpacks/greet_pack")).statusCode).toBe(404);
});

test("names that somebody has are refused with both owners, and nothing of the pack comes in", async () => {
  const world = await openTestApi();
  const { ask } = world;
  await ask("POST", "/steps", { body: { name: "Greet", data: stepCode("Greet", "0") } });
  await ask("POST", "/applications", { body: JSON.parse(application("mine")) });
  await upload(world, first);
  await ask("POST", "/syncpacks/greet_pack/activate");
  const refused = await ask("POST", "/syncpacks/greet_pack/install");
  expect([refused.statusCode, refused.json().details.conflicts]).toEqual([
    409,
    [
      'the step class "Greet" is in the SyncPack greet_pack and in your own step classes',
      'the application "greet_app" is in the SyncPack greet_pack and in your own applications',
    ],
  ]);
  const kept = (await ask("GET", "/syncpacks/greet_pack")).json();
  expect(kept).toMatchObject({ activated: true, installed: false, problem: expect.stringContaining("exist twice") });
  expect((await ask("GET", "/schedule/greet%20hourly")).statusCode).toBe(404);
  await ask("DELETE", "/steps/Greet");
  await ask("DELETE", "/applications/greet_app");
  await bringIn(world, "greet_pack");
  expect((await ask("GET", "/syncpacks/greet_pack")).json()).toMatchObject({ installed: true, problem: null });
});

test("another archive of a version, and one that says what its code does not, are refused", async () => {
  const dataFolder = join(tempFolder(), "data");
  const world = await openTestApi({ dataFolder });
  const { ask } = world;
  await upload(world, first);
  expect((await upload(world, first)).statusCode).toBe(201);
  await ask("POST", "/syncpacks/greet_pack/activate");
  const other = await lying();
  expect((await upload(world, other)).json()).toMatchObject({
    code: "already_exists",
    details: { is_replaceable: true },
  });
  expect((await upload(world, other, "?force=true")).statusCode).toBe(201);
  expect(readdirSync(join(dataFolder, "environments"))).toEqual([]);
  await ask("POST", "/syncpacks/greet_pack/activate");
  const refused = await ask("POST", "/syncpacks/greet_pack/install");
  expect([refused.statusCode, refused.json().detail]).toEqual([
    400,
    expect.stringContaining("says of Greet what the code"),
  ]);
  expect((await ask("GET", "/steps/Greet")).statusCode).toBe(404);
  expect((await upload(world, Buffer.from("no archive"))).json()).toMatchObject({ code: "invalid_pack" });
  for (const name of ["sql_steps_syncpack", "ssh2"]) {
    expect((await upload(world, await buildTestArchive({ meta: { name } }))).statusCode).toBe(409);
  }
  const newer = await buildTestArchive({ meta: { requires_is_version: ">=99.0.0" } });
  expect((await upload(world, newer)).json().detail).toContain("needs a version >=99.0.0");
});

test("what is done to one pack at the same time is done one after the other", async () => {
  const dataFolder = join(tempFolder(), "data");
  const world = await openTestApi({ dataFolder });
  const activate = () => world.ask("POST", "/syncpacks/greet_pack/activate");
  await upload(world, first);
  const twice = await Promise.all([activate(), activate()]);
  expect(twice.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  const meta = { name: "greet_pack", version: "1.2.0" };
  await upload(world, await buildTestArchive({ meta }));
  // Another archive in the middle of it is either activated itself or not at all.
  const other = await buildTestArchive({ meta, files: { "README.md": "other" } });
  await Promise.all([activate(), upload(world, other, "?force=true")]);
  const { activated, trust } = (await world.ask("GET", "/syncpacks/greet_pack?version=1.2.0")).json();
  const folders = readdirSync(join(dataFolder, "environments")).filter((name) => name.includes("1.2.0"));
  expect(folders).toEqual(activated ? [`greet_pack-1.2.0-${trust.hash.slice(0, 16)}`] : []);
});

test("a kill in the middle leaves nothing half installed, and a lost environment comes back", async () => {
  const dataFolder = join(tempFolder(), "data");
  const folder = join(dataFolder, "environments");
  mkdirSync(join(folder, ".new-half"), { recursive: true });
  writeFileSync(join(folder, ".new-half", "meta.json"), "half");
  const world = await openTestApi({ dataFolder });
  expect(readdirSync(folder)).toEqual([]);
  await upload(world, first);
  await bringIn(world, "greet_pack");
  await world.api.close();
  await world.host.close();
  rmSync(folder, { recursive: true, force: true });
  const again = await openTestApi({ dataFolder });
  expect(readdirSync(folder)).toHaveLength(1);
  expect(await outputOf(again.host, using("mine"))).toBe("one");
});

test("a newer version whose installation did not end leaves the documents of the installed one, and an older one beside it too", async () => {
  const dataFolder = join(tempFolder(), "data");
  const world = await openTestApi({ dataFolder });
  const textOf = async ({ ask }: TestApi, name: string): Promise<unknown> =>
    (await ask("GET", `/applications/${name}`)).json().description;
  for (const pack of [first, second]) {
    await upload(world, pack);
    await bringIn(world, "greet_pack");
  }
  expect([await textOf(world, "greet_app"), await textOf(world, "greet_more")]).toEqual(["two", "more"]);
  await world.api.close();
  await world.host.close();
  // As a kill leaves it in the last moment: all is written, and the pack does not say yet that it is installed.
  const database = connect(join(dataFolder, "sluice.db"), { busyMs: 1000 });
  database.prepare("UPDATE syncpacks SET installed_at = NULL WHERE version = '1.1.0'").run();
  database.close();
  const again = await openTestApi({ dataFolder });
  expect(await textOf(again, "greet_app")).toBe("one");
  expect((await again.ask("GET", "/applications/greet_more")).statusCode).toBe(404);
  // The name is free again.
  const mine = { name: "greet_more", app_variables: [], steps: [{ name: "a", file: "Log", message: "m" }] };
  expect((await again.ask("POST", "/applications", { body: mine })).statusCode).toBe(200);
  expect((await again.ask("DELETE", "/applications/greet_more")).statusCode).toBe(200);

  await again.ask("POST", "/syncpacks/greet_pack/install");
  expect((await again.ask("DELETE", "/syncpacks/greet_pack?version=1.0.0")).statusCode).toBe(200);
  await upload(again, first);
  for (const verb of ["activate", "install"]) {
    expect((await again.ask("POST", `/syncpacks/greet_pack/${verb}`, { body: { version: "1.0.0" } })).statusCode).toBe(
      200,
    );
  }
  expect([await textOf(again, "greet_app"), await textOf(again, "greet_more")]).toEqual(["two", "more"]);
});

test("what came in before an installation failed goes again, and an upgrade that fails leaves the old version", async () => {
  const world = await openTestApi();
  const { ask } = world;
  const meta = { name: "greet_pack", version: "0.9.0" };
  const good = { "configs/greet_config.json": settings, "apps/greet_app.json": application("half") };
  // Documents come in by name: the last one is none.
  const files = { ...good, "apps/zz.json": "[]" };
  const failing = await buildTestArchive({ meta, files });
  await upload(world, failing);
  await ask("POST", "/syncpacks/greet_pack/activate");
  const there = async () =>
    Promise.all(
      ["applications/greet_app", "configurations/greet_config"].map(
        async (path) => (await ask("GET", `/${path}`)).statusCode,
      ),
    );
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const refused = await ask("POST", "/syncpacks/greet_pack/install");
    expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining('"zz"')]);
    expect(await there()).toEqual([404, 404]);
  }
  await upload(world, await buildTestArchive({ meta, files: good }), "?force=true");
  await bringIn(world, "greet_pack");
  await upload(world, await buildTestArchive({ meta: { ...meta, version: "1.0.0" }, files }));
  await ask("POST", "/syncpacks/greet_pack/activate");
  expect((await ask("POST", "/syncpacks/greet_pack/install")).statusCode).toBe(400);
  expect(await there()).toEqual([200, 200]);
  const { syncpack_versions } = (await ask("GET", "/applications/greet_app")).json();
  expect(syncpack_versions).toEqual({ greet_pack: "0.9.0" });
  expect((await ask("DELETE", "/syncpacks/greet_pack")).statusCode).toBe(200);
  expect(await there()).toEqual([404, 404]);
});

/** The first version with another title in its index. */
async function lying(): Promise<Uint8Array> {
  const archive = await createPackArchives().read(first);
  const files = new Map(archive.files.map(({ path }) => [path, archive.read(path)]));
  const index = Buffer.from(archive.read("manifests.json")).toString();
  files.set("manifests.json", Buffer.from(index.replace('"friendlyName": "Greet"', '"friendlyName": "Harmless"')));
  return packTgz(files);
}

test("an application of a pack names a version only when that is installed, and comes in after a kill before it", async () => {
  const world = await openTestApi();
  const { store } = world.host;
  const seen: unknown[] = [];
  const { publish } = store.applications;
  vi.spyOn(store.applications, "publish").mockImplementation(async (name, revision) => {
    const published = await publish.call(store.applications, name, revision);
    const isInstalled = store.syncPacks.list().some(({ contents, installedAt }) => {
      const { name: pack, version } = contents.meta;
      return installedAt !== undefined && revision.document.syncpack_versions?.[pack as never] === version;
    });
    seen.push([name, isInstalled]);
    return published;
  });
  await upload(world, first);
  await bringIn(world, "greet_pack");
  await upload(world, second);
  await bringIn(world, "greet_pack");
  expect(seen).toEqual([
    ["greet_app", true],
    ["greet_app", true],
    ["greet_more", true],
  ]);
  vi.restoreAllMocks();

  // As a kill between the two leaves it.
  const other = await openTestApi();
  await upload(other, first);
  await other.ask("POST", "/syncpacks/greet_pack/activate");
  const [pack] = other.host.store.syncPacks.list();
  const state = { activatedAt: pack?.activatedAt, installedAt: 1, problem: undefined };
  await other.host.store.syncPacks.setState({ name: "greet_pack", version: "1.0.0" }, state);
  await other.host.services.syncPacks.recover();
  expect(other.host.services.applications.getPublished("greet_app").document.description).toBe("one");
  expect(other.host.store.schedules.find("greet hourly")?.enabled).toBe(false);
  await other.host.store.schedules.delete("greet hourly");
  await other.host.services.syncPacks.recover();
  expect(other.host.store.schedules.find("greet hourly")).toBeUndefined();
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { TarEntry } from "modern-tar";
import { expect, onTestFinished, test } from "vitest";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { buildRawArchive, buildTestArchive } from "../packs/buildTestArchive.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const upload = ({ api }: TestApi, payload: Uint8Array) => {
  const headers = { authorization: "Bearer administrator", "content-type": "application/gzip" };
  return api.inject({ method: "POST", url: "/api/v1/syncpacks", headers, payload: Buffer.from(payload) });
};

/** How often somebody called. */
async function openDoor(): Promise<{ port: number; calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.end("open");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, calls: () => calls };
}

test("an installed pack changes no other pack, ends when it floods or loops, and of the network it is said that nothing holds it", async () => {
  const folder = tempFolder();
  const dataFolder = join(folder, "data");
  const world = await openTestApi({ dataFolder });
  const { ask, host } = world;
  await upload(world, await buildTestArchive({ meta: { name: "victim" }, files: { "README.md": "as it was" } }));
  await ask("POST", "/syncpacks/victim/activate");
  const environments = join(dataFolder, "environments");
  const victim = join(environments, readdirSync(environments)[0] ?? "", "README.md");
  const door = await openDoor();
  const fs = 'process.getBuiltinModule("node:fs")';
  const tries: Record<string, string> = {
    ChangeOther: `${fs}.chmodSync(${JSON.stringify(victim)}, 0o600), ${fs}.writeFileSync(${JSON.stringify(victim)}, "hostile")`,
    ReplaceOther: `${fs}.rmSync(${JSON.stringify(victim)}, { force: true })`,
    LinkOther: `${fs}.symlinkSync("/etc/passwd", ${JSON.stringify(`${victim}.link`)})`,
    Flood: '(() => { for (;;) process.stdout.write(`${"x".repeat(999)}\\n`); })()',
    Loop: "(() => { for (;;); })()",
    Call: `await new Promise((done, fail) => process.getBuiltinModule("node:net").connect(${door.port}, "127.0.0.1").once("data", (text) => done(String(text))).once("error", fail))`,
  };
  /** Seconds an attempt may take. */
  const limits: Record<string, number> = { Loop: 2 };
  const pack = await buildRealPack(folder, {
    meta: { name: "hostile", version: "1.0.0" },
    steps: Object.fromEntries(Object.entries(tries).map(([name, value]) => [name, stepCode(name, value)])),
  });
  await upload(world, pack);
  const { trust } = (await ask("GET", "/syncpacks/hostile")).json();
  expect([trust.permissions.net, trust.enforced]).toEqual([
    [],
    ["read", "write", "env", "child_processes", "native_code"],
  ]);
  for (const verb of ["activate", "install"]) await ask("POST", `/syncpacks/hostile/${verb}`);
  const result = await runToEnd(host, {
    name: "hostile_app",
    app_variables: [],
    steps: Object.keys(tries).map((file) => ({
      name: file,
      file,
      continue_on_error: true,
      attempt_timeout: limits[file] ?? 120,
    })),
  });
  const ends = result.steps.map(({ name, state, data, error }) => [name, state, error?.exception ?? data]);
  expect(ends).toEqual([
    ["ChangeOther", "FAILURE", "Error"],
    ["ReplaceOther", "FAILURE", "Error"],
    ["LinkOther", "FAILURE", "Error"],
    ["Flood", "FAILURE", "LogLimitException"],
    ["Loop", "FAILURE", "StepTimeoutException"],
    ["Call", "SUCCESS", "open"],
  ]);
  for (const { error } of result.steps.slice(0, 3)) expect(error?.message).toMatch(/restricted|requires full/);
  expect([readFileSync(victim, "utf8"), readdirSync(join(victim, "..")).length, door.calls()]).toEqual([
    "as it was",
    3,
    1,
  ]);
});

test("what is said of a pack before it is activated is every file of it, every package and every right", async () => {
  const folder = tempFolder();
  const dataFolder = join(folder, "data");
  const world = await openTestApi({ dataFolder });
  const lock = {
    packages: {
      "": { dependencies: { "evil-native": "1.0.0" } },
      "node_modules/evil-native": {
        ...{ version: "1.0.0", license: "none", hasInstallScript: true },
        integrity: `sha512-${"A".repeat(86)}==`,
      },
    },
  };
  const files = {
    "README.md": "Harmless.",
    "util/.hidden/deep.ts": "export const deep = 1;",
    "npm/package-lock.json": JSON.stringify(lock),
  };
  const wanted = { net: ["evil.example"], read: ["/etc/passwd"], write: ["/"], env: ["HOME"] };
  const permissions = { ...wanted, child_processes: true, native_code: true };
  const archive = await buildTestArchive({ meta: { name: "hostile", permissions }, steps: { Evil: "x" }, files });
  expect((await upload(world, archive)).statusCode).toBe(201);
  const { trust } = (await world.ask("GET", "/syncpacks/hostile", { role: "viewer" })).json();
  expect(trust.permissions).toEqual(permissions);
  expect(trust.dependencies).toEqual([
    { name: "evil-native", version: "1.0.0", license: "none", install_scripts: true, external: true },
  ]);
  const listed = (trust.files as { path: string }[]).map(({ path }) => path);
  const made = ["meta.json", "manifests.json", "modules/Evil.mjs", "steps/Evil.ts"];
  expect(listed.sort()).toEqual([...made, ...Object.keys(files)].sort());
  // All of them can be read, and none is anywhere on the disk yet.
  for (const path of listed) {
    expect((await world.ask("GET", `/syncpacks/hostile/files?${new URLSearchParams({ path })}`)).statusCode).toBe(200);
  }
  expect(existsSync(join(dataFolder, "environments")) ? readdirSync(join(dataFolder, "environments")) : []).toEqual([]);
  // What npm, Node or git would take for theirs does not come in at all.
  for (const path of [".npmrc", "package.json", "node_modules/a/index.js"]) {
    const refused = await upload(world, await buildTestArchive({ meta: { name: "other" }, files: { [path]: "x" } }));
    expect([path, refused.json().code]).toEqual([path, "invalid_pack"]);
  }
});

test("archives that would leave their folder, hold links or burst are refused, and nothing of them is kept", async () => {
  const dataFolder = join(tempFolder(), "data");
  const world = await openTestApi({ dataFolder });
  const file = (name: string, body = "x"): TarEntry => ({ header: { name, size: body.length, type: "file" }, body });
  const link: TarEntry = { header: { name: "package/steps/A.ts", size: 0, type: "symlink", linkname: "/etc/passwd" } };
  const before = (await world.ask("GET", "/syncpacks")).json().length;
  const hostile: [TarEntry, string][] = [
    [file("package/../../../host.json"), "lie outside"],
    [file("/etc/cron.d/x"), "does not lie in package/"],
    [link, "is a symlink"],
    [file("package/zeros", "0".repeat(8_000_000)), "unpacks to more than"],
  ];
  for (const [entry, reason] of hostile) {
    const refused = await upload(world, await buildRawArchive([file("package/meta.json", "{}"), entry]));
    expect([refused.statusCode, refused.json()]).toMatchObject([400, { code: "invalid_pack" }]);
    expect(refused.json().detail).toContain(reason);
  }
  expect((await world.ask("GET", "/syncpacks")).json()).toHaveLength(before);
  expect(readdirSync(join(dataFolder, "environments"))).toEqual([]);
});

test("no code of a pack runs before it is installed, and a name of a built-in class is refused with both owners", async () => {
  const world = await openTestApi();
  const { ask } = world;
  const parent = tempFolder();
  const mark = join(parent, "mark");
  const leaveMark = `process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(mark)}, "");`;
  const meta = { name: "eager", permissions: { write: [parent] } };
  const steps = { Eager: `${leaveMark}\nthrow new Error("it ran");` };
  await upload(world, await buildTestArchive({ meta, steps }));
  const activated = (await ask("POST", "/syncpacks/eager/activate")).json();
  expect(activated).toMatchObject({ activated: true, problem: null });
  expect(existsSync(mark)).toBe(false);
  const ran = await ask("POST", "/syncpacks/eager/install");
  expect([ran.statusCode, ran.json().detail]).toEqual([400, expect.stringContaining("it ran")]);
  expect(existsSync(mark)).toBe(true);

  const shadow = { meta: { name: "shadow", version: "1.0.0" }, steps: { Log: stepCode("Log", '"shadowed"') } };
  await upload(world, await buildRealPack(parent, shadow));
  await ask("POST", "/syncpacks/shadow/activate");
  const refused = await ask("POST", "/syncpacks/shadow/install");
  expect([refused.statusCode, refused.json().details.conflicts]).toEqual([
    409,
    [expect.stringMatching(/^the step class "Log" is in the SyncPack shadow and in .*base_steps_syncpack/)],
  ]);
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { formatPackageLock, pickPackages } from "../../core/packs/externals/packageLock.ts";
import { RealHost } from "../e2e/support/RealHost.ts";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { buildTarballs } from "../packs/externals/buildTarballs.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { until } from "./recoveryFolder.ts";

const pack = "large_pack";
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const applications = numbers(60).map((index) => `large_${index}`);

/** An archive that takes a moment to unpack and another one to install. */
function buildLargePack(version: string, more: readonly string[] = []): Promise<Uint8Array> {
  const texts = numbers(800).map((index) => [`util/text${index}.ts`, `export const text = ${index};\n`]);
  const documents = [...applications, ...more].map((name) => [
    `apps/${name}.json`,
    JSON.stringify({ name, app_variables: [], steps: [{ name: "Tell", file: "Log", message: version }] }),
  ]);
  return buildTestArchive({ meta: { name: pack, version }, files: Object.fromEntries([...texts, ...documents]) });
}

test("a host that is killed while it activates or installs a pack leaves nothing half done, and both work again", async () => {
  const host = new RealHost();
  onTestFinished(() => host.close());
  await host.start();
  await host.uploadPack(await buildLargePack("1.0.0"));
  const folder = join(host.dataFolder, "environments");
  const list = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const state = async () => (await host.ask("GET", `/syncpacks/${pack}`)) as { activated: boolean; installed: boolean };
  const brought = async (): Promise<string[]> => {
    const all = (await host.ask("GET", "/applications")) as { name: string }[];
    return all.flatMap(({ name }) => (name.startsWith("large_") ? [name] : [])).sort();
  };
  /** Begins something and kills the host in it, or just after it on a quick machine. */
  const killDuring = async (verb: "activate" | "install", isUnderWay: () => boolean | Promise<boolean>) => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    const answer = host.ask("POST", `/syncpacks/${pack}/${verb}`, {}).then(end, end);
    await until(`${verb} is under way`, async () => isOver || (await isUnderWay()));
    await host.kill();
    await answer;
    await host.start();
    // The run goes on: while it does it may be unpacking anew.
    const isDone = async () => {
      const { runs } = (await host.ask("GET", "/runs")) as { runs: { finished_at?: string }[] };
      return runs.every((run) => run.finished_at !== undefined);
    };
    await until(`the run that was to ${verb} has ended`, isDone);
  };

  await killDuring("activate", () => list().length > 0);
  // Whole or not at all; what was half written is swept away.
  expect(list().filter((name) => !name.startsWith(`${pack}-1.0.0-`))).toEqual([]);
  for (const name of list()) expect(readdirSync(join(folder, name, "util"))).toHaveLength(800);
  expect((await state()).installed).toBe(false);
  await host.ask("POST", `/syncpacks/${pack}/activate`, {});
  expect(await state()).toMatchObject({ activated: true, installed: false, problem: null });
  expect(readdirSync(join(folder, list()[0] ?? "", "util"))).toHaveLength(800);

  await killDuring("install", async () => (await brought()).length > 0);
  const { installed } = await state();
  expect(await brought()).toEqual(installed ? [...applications].sort() : []);
  await host.ask("POST", `/syncpacks/${pack}/install`, {});
  expect(await state()).toMatchObject({ activated: true, installed: true, problem: null });
  expect(await brought()).toEqual([...applications].sort());

  // A newer version beside it: what it wrote before the kill is as the older one has it again.
  await host.uploadPack(await buildLargePack("1.1.0", ["large_more"]));
  await host.ask("POST", `/syncpacks/${pack}/activate`, {});
  const versionOf = async (name: string): Promise<string | undefined> => {
    const document = (await host.ask("GET", `/applications/${name}`)) as { syncpack_versions: Record<string, string> };
    return document.syncpack_versions[pack];
  };
  const versions = async () => [...new Set(await Promise.all((await brought()).map(versionOf)))];
  await killDuring("install", async () => (await versionOf("large_0")) === "1.1.0");
  const newer = (await host.ask("GET", `/syncpacks/${pack}?version=1.1.0`)) as { installed: boolean };
  expect(await versions()).toEqual([newer.installed ? "1.1.0" : "1.0.0"]);
  expect(await brought()).toHaveLength(applications.length + (newer.installed ? 1 : 0));
  await host.ask("POST", `/syncpacks/${pack}/install`, { version: "1.1.0" });
  expect([await versions(), (await brought()).length]).toEqual([["1.1.0"], applications.length + 1]);
});

test("a host that is killed while npm installs packages goes on with the same run, and what fails in it can be tried again", async () => {
  const folder = tempFolder();
  const tarballs = join(folder, "tarballs");
  const lock = formatPackageLock(pickPackages(await buildTarballs(tarballs), ["alpha-native"]));
  const archive = await buildTestArchive({ meta: { name: "beside" }, files: { "npm/package-lock.json": lock } });
  // An npm that says what it has begun with and never ends, in front of the real one.
  const programs = join(folder, "programs");
  mkdirSync(programs);
  const begun = join(folder, "begun");
  const script = `#!/bin/sh\necho $$ > '${begun}'\necho "fetching"\nexec sleep 600\n`;
  writeFileSync(join(programs, "npm"), script, { mode: 0o700 });
  onTestFinished(() => {
    vi.unstubAllEnvs();
    // It outlives the host that is killed.
    if (existsSync(begun)) process.kill(Number(readFileSync(begun, "utf8")), "SIGKILL");
  });

  const host = new RealHost();
  onTestFinished(() => host.close());
  await host.start();
  await host.uploadPack(archive);
  const state = async () =>
    (await host.ask("GET", "/syncpacks/beside")) as { activated: boolean; problem: string | null };
  const runOf = async (id: string) => (await host.ask("GET", `/runs/${id}`)) as { state: string };
  const begin = async (packages: string) => {
    const body = { works: ["activate", "install"], packages };
    return ((await host.ask("POST", "/syncpacks/beside/runs", body)) as { id: string }).id;
  };
  const empty = join(folder, "empty");
  mkdirSync(empty);
  const failed = await begin(empty);
  await until("the run has failed", async () => (await runOf(failed)).state === "FAILURE");
  const reason = expect.stringContaining("has the hash of alpha-native 1.2.0");
  expect(await state()).toMatchObject({ activated: false, problem: reason });
  await host.kill();

  vi.stubEnv("PATH", `${programs}${delimiter}${process.env.PATH}`);
  await host.start();
  const id = await begin(tarballs);
  await until("npm is at work", () => existsSync(begun));
  await host.kill();
  vi.unstubAllEnvs();
  await host.start();
  await until("the run has ended", async () => (await runOf(id)).state === "SUCCESS");
  expect(await state()).toMatchObject({ activated: true, problem: null });
  const environments = join(host.dataFolder, "environments");
  const made = readdirSync(environments).filter((name) => !name.startsWith("."));
  expect(made).toHaveLength(1);
  expect(existsSync(join(environments, made[0] ?? "", "node_modules", "alpha-native", "package.json"))).toBe(true);
  const steps = (await host.ask("GET", `/runs/${id}/steps`)) as { name: string; state: string }[];
  expect(steps.map((step) => step.state)).toEqual(Array.from({ length: 6 }, () => "SUCCESS"));
});

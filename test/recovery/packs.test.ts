import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RealHost } from "../e2e/support/RealHost.ts";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
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

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatPackageLock } from "../../core/packs/externals/packageLock.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { buildTarballs, filesOf, testPackages } from "../packs/externals/buildTarballs.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

const externals = ["alpha-native"];

test("packages are installed beside a pack from tarballs, all or nothing, and its steps use them", async () => {
  const folder = tempFolder();
  const tarballs = join(folder, "tarballs");
  const lock = await buildTarballs(tarballs);
  // As npm leaves the folder of the pack.
  const installed = Object.keys(testPackages).flatMap((name) =>
    Object.entries(filesOf(name)).map(([path, text]): [string, string] => [`node_modules/${name}/${path}`, text]),
  );
  const code = `import alpha from "alpha-native";\n${stepCode("UseAlpha", "alpha()")}`;
  const given = { meta: { name: "beside_pack", version: "1.0.0" }, steps: { UseAlpha: code } };
  await expect(buildRealPack(folder, given, { externals })).rejects.toThrow("there is no package-lock.json");
  const files = { ...Object.fromEntries(installed), "package-lock.json": formatPackageLock(lock) };
  const pack = await buildRealPack(folder, { ...given, files }, { externals });

  const dataFolder = join(folder, "data");
  const world = await openTestApi({ dataFolder });
  const { ask, host } = world;
  await host.services.syncPacks.upload(pack, { overwrite: false });
  const { trust } = (await ask("GET", "/syncpacks/beside_pack")).json();
  const one = { license: "MIT", external: true };
  expect(trust.dependencies).toEqual([
    { ...one, name: "alpha-native", version: "1.2.0", install_scripts: true },
    { ...one, name: "beta-native", version: "2.1.0", install_scripts: false },
  ]);

  // A dependency that fails leaves nothing, says why, and can be tried again.
  const empty = join(folder, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "other.tgz"), "other");
  const activate = (packages: string) => ask("POST", "/syncpacks/beside_pack/activate", { body: { packages } });
  const failed = await activate(empty);
  expect([failed.statusCode, failed.json().code]).toEqual([409, "packages_failed"]);
  expect((await ask("GET", "/syncpacks/beside_pack")).json()).toMatchObject({
    activated: false,
    problem: expect.stringContaining("has the hash of alpha-native 1.2.0, beta-native 2.1.0"),
  });
  const environments = join(dataFolder, "environments");
  expect(existsSync(environments) ? readdirSync(environments) : []).toEqual([]);
  expect((await activate(tarballs)).json()).toMatchObject({ activated: true, problem: null });
  expect((await ask("POST", "/syncpacks/beside_pack/install")).json()).toMatchObject({
    installed: true,
    problem: null,
  });
  const hasRun = () => {
    const [environment = ""] = readdirSync(environments);
    return existsSync(join(environments, environment, "node_modules", "alpha-native", "ran"));
  };
  const withScripts = { body: { packages: tarballs, allow_scripts: ["alpha-native"] } };
  const late = await ask("POST", "/syncpacks/beside_pack/activate", withScripts);
  expect([late.statusCode, late.json().detail]).toEqual([400, expect.stringContaining("nothing was run")]);
  expect(hasRun()).toBe(false);
  const result = await runToEnd(host, { name: "use", app_variables: [], steps: [{ name: "a", file: "UseAlpha" }] });
  expect([result.steps[0]?.error, result.steps[0]?.data]).toEqual([null, "beta alpha"]);

  // The host knows neither the folder nor the scripts any more: it says so, and asks no registry.
  await world.api.close();
  await host.close();
  rmSync(environments, { recursive: true, force: true });
  const again = await openTestApi({ dataFolder });
  const there = async () => (await again.ask("GET", "/syncpacks/beside_pack")).json();
  const gone = expect.stringContaining("environment with its npm packages is gone");
  expect(await there()).toMatchObject({ activated: true, installed: true, problem: gone });
  await again.ask("POST", "/syncpacks/beside_pack/activate", withScripts);
  expect(await there()).toMatchObject({ activated: true, installed: true, problem: null });
  expect(hasRun()).toBe(true);
});

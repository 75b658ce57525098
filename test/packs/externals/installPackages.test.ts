import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { installPackages } from "../../../core/packs/externals/installPackages.ts";
import { pickPackages } from "../../../core/packs/externals/packageLock.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { buildTarballs } from "./buildTarballs.ts";
import { serveRegistry } from "./serveRegistry.ts";

async function prepare() {
  const folder = tempFolder();
  const tarballs = join(folder, "tarballs");
  const lock = pickPackages(await buildTarballs(tarballs), ["alpha-native"]);
  const target = join(folder, "pack");
  mkdirSync(target);
  return { tarballs, lock, target, ran: join(target, "node_modules", "alpha-native", "ran") };
}

test("packages come from tarballs by their hash, and their scripts run only when they are named", async () => {
  const { tarballs, lock, target, ran } = await prepare();
  await installPackages(target, { lock, source: { tarballs } });
  expect(readdirSync(target)).toEqual(["node_modules"]);
  expect(createRequire(join(target, "step.mjs"))("alpha-native")()).toBe("beta alpha");
  expect(existsSync(ran)).toBe(false);
  const allowed = await prepare();
  // A folder that says it has this one as a part does not take it over.
  writeFileSync(join(allowed.target, "package.json"), JSON.stringify({ workspaces: [".npm"] }));
  const source = { tarballs: allowed.tarballs, allowScripts: ["alpha-native"] };
  vi.stubEnv("INSTALL_SECRET", "of an application");
  onTestFinished(() => void vi.unstubAllEnvs());
  await installPackages(allowed.target, { lock: allowed.lock, source });
  expect(readFileSync(allowed.ran, "utf8")).toBe("undefined");
});

test("what is missing, was changed or fails is told in a sentence", async () => {
  const { tarballs, lock, target } = await prepare();
  let count = 0;
  const install = (source: object, given = lock) => {
    const folder = join(target, `${count++}`);
    mkdirSync(folder);
    return installPackages(folder, { lock: given, source });
  };
  const failed = { code: "packages_failed" };
  await expect(install({ tarballs: join(tarballs, "none") })).rejects.toMatchObject(failed);
  await expect(install({ tarballs, allowScripts: ["beta-native"] })).rejects.toThrow("under the name beta-native");
  writeFileSync(join(tarballs, "beta-native.tgz"), "changed");
  await expect(install({ tarballs })).rejects.toThrow(/has the hash of beta-native 2\.1\.0/);
  // npm says what it does not like of a lock.
  const { "node_modules/beta-native": _, ...packages } = lock.packages;
  await expect(install({ tarballs }, { packages })).rejects.toThrow(
    /npm could not install the packages\.[\s\S]*beta-native/,
  );
});

test("packages come from a private registry with its token, each checked against its hash", async () => {
  const { tarballs, lock, target } = await prepare();
  const { address, given } = await serveRegistry(tarballs, { lock, token: "t0ken" });
  // Else npm tries again for minutes.
  vi.stubEnv("npm_config_fetch_retries", "0");
  vi.stubEnv("npm_config_registry", `${address}/`);
  vi.stubEnv("npm_config_cache", tempFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const install = async (name: string) => {
    const folder = join(target, name);
    mkdirSync(folder);
    await installPackages(folder, { lock, source: {} });
    return createRequire(join(folder, "step.mjs"))("alpha-native")();
  };
  await expect(install("unknown")).rejects.toThrow(/npm could not install the packages\.[\s\S]*E401/);
  vi.stubEnv(`npm_config_//${new URL(address).host}/:_authToken`, "t0ken");
  expect(await install("known")).toBe("beta alpha");
  expect(given.filter((path) => path.includes("/-/")).sort()).toEqual([
    "/alpha-native/-/alpha-native-1.2.0.tgz",
    "/beta-native/-/beta-native-2.1.0.tgz",
  ]);
  vi.stubEnv("npm_config_cache", tempFolder());
  writeFileSync(join(tarballs, "beta-native.tgz"), "changed");
  await expect(install("changed")).rejects.toThrow(/EINTEGRITY/);
});

test("what is done is told line by line, without what lets npm in, and can be ended", async () => {
  const { tarballs, lock, target } = await prepare();
  const programs = tempFolder();
  const script = '#!/bin/sh\necho "asks with $NPM_TOKEN"; echo "npm error Bearer $NPM_TOKEN" >&2; exec sleep 600\n';
  writeFileSync(join(programs, "npm"), script, { mode: 0o700 });
  vi.stubEnv("PATH", `${programs}${delimiter}${process.env.PATH}`);
  vi.stubEnv("NPM_TOKEN", "swordfish-token-7");
  onTestFinished(() => void vi.unstubAllEnvs());
  const leaving = new AbortController();
  const lines: string[] = [];
  const log = (line: string) => {
    lines.push(line);
    if (lines.length === 3) leaving.abort();
  };
  const ended = installPackages(target, { lock, source: { tarballs }, log, signal: leaving.signal });
  await expect(ended).rejects.toThrow("aborted");
  expect(lines[0]).toBe(`Installs alpha-native 1.2.0, beta-native 2.1.0, from tarballs in ${tarballs}`);
  expect(lines.slice(1).sort()).toEqual(["asks with •••", "npm error Bearer •••"]);
});

test("what takes too long is ended with all that it started", async () => {
  const { tarballs, lock, target } = await prepare();
  const programs = tempFolder();
  const script = "#!/bin/sh\nsh -c 'echo $$ > pid; exec sleep 600' &\nwait\n";
  writeFileSync(join(programs, "npm"), script, { mode: 0o700 });
  vi.stubEnv("PATH", `${programs}${delimiter}${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const late = installPackages(target, { lock, source: { tarballs }, limitMs: 4_000 });
  await expect(late).rejects.toThrow("npm was stopped after 4 s.");
  const pid = readFileSync(join(target, ".npm", "pid"), "utf8").trim();
  expect(pid).toMatch(/^[0-9]+$/);
  // What has ended has no command line; elsewhere than on Linux none is seen.
  const command = `/proc/${pid}/cmdline`;
  await vi.waitFor(() => expect(existsSync(command) && readFileSync(command, "utf8")).toBeFalsy(), 5_000);
});

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { packTgz } from "../../core/packs/archive/packTgz.ts";
import { formatPackageLock } from "../../core/packs/externals/packageLock.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { bringInPack } from "../support/bringInPack.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

const name = "better-sqlite3";
const binary = join("prebuilds", `${process.platform}-${process.arch}.node`);
const root = fileURLToPath(new URL(`../../node_modules/${name}/`, import.meta.url));

/** A package with native code, as the one of this project is on this machine. */
function readNativePackage(): Map<string, Uint8Array> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const paths = readdirSync(join(root, "lib"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  const files = [...paths, binary].map((path): [string, Uint8Array] => [
    path.replaceAll("\\", "/"),
    readFileSync(join(root, path)),
  ]);
  return new Map([["package.json", Buffer.from(JSON.stringify({ name, version, main: "lib/index.js" }))], ...files]);
}

test.skipIf(!existsSync(join(root, binary)))(
  "native code of a package beside a pack runs only if the pack says that it has some",
  async () => {
    const folder = tempFolder();
    const tarballs = join(folder, "tarballs");
    mkdirSync(tarballs);
    const packageFiles = readNativePackage();
    const tarball = await packTgz(packageFiles);
    writeFileSync(join(tarballs, "native.tgz"), tarball);
    const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
    const locked = { "": { dependencies: { [name]: "*" } }, [`node_modules/${name}`]: { version: "1.0.0", integrity } };
    const installed = [...packageFiles].map(([path, bytes]): [string, Uint8Array] => [
      `node_modules/${name}/${path}`,
      bytes,
    ]);
    const files = { ...Object.fromEntries(installed), "package-lock.json": formatPackageLock({ packages: locked }) };
    const { host } = await openTestApi();
    const runStepOf = async (pack: string, permissions: object) => {
      const file = `Use_${pack}`;
      const count = 'new Database(":memory:").prepare("SELECT 40 + 2").pluck().get()';
      const code = `import Database from "${name}";\n${stepCode(file, count)}`;
      const given = { meta: { name: pack, version: "1.0.0", permissions }, steps: { [file]: code }, files };
      const archive = await buildRealPack(join(folder, pack), given, { externals: [name] });
      await host.services.syncPacks.upload(archive, { overwrite: false });
      await bringInPack(host, pack, { tarballs });
      return (await runToEnd(host, { name: pack, app_variables: [], steps: [{ name: "a", file }] })).steps[0];
    };
    const rights = { net: [], read: [], write: [], env: [], child_processes: false };
    expect(await runStepOf("honest", { ...rights, native_code: true })).toMatchObject({ error: null, data: 42 });
    const silent = await runStepOf("silent", { ...rights, native_code: false });
    expect(silent?.error).toMatchObject({ message: expect.stringContaining("addon") });
  },
);

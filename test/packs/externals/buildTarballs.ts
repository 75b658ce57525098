import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packTgz } from "../../../core/packs/archive/packTgz.ts";
import type { LockedPackage, PackageLock } from "../../../core/packs/externals/packageLock.ts";

interface TestPackage {
  version: string;
  code: string;
  dependencies?: Record<string, string>;
  /** The script that npm runs when it is installed. */
  install?: string;
}

/** Two packages, of which the first needs the second and leaves a mark when its script runs: a variable that it got. */
export const testPackages: Record<string, TestPackage> = {
  "alpha-native": {
    version: "1.2.0",
    code: 'module.exports = () => require("beta-native") + " alpha";',
    dependencies: { "beta-native": "^2.0.0" },
    install: "node -e \"require('fs').writeFileSync('ran', String(process.env.INSTALL_SECRET))\"",
  },
  "beta-native": { version: "2.1.0", code: 'module.exports = "beta";' },
};

/** Their tarballs in a folder, and the lock that npm would write for them. */
export async function buildTarballs(folder: string): Promise<PackageLock> {
  mkdirSync(folder, { recursive: true });
  const packages: Record<string, LockedPackage> = { "": { dependencies: { "alpha-native": "^1.0.0" } } };
  for (const [name, { version, dependencies = {}, ...one }] of Object.entries(testPackages)) {
    const tarball = await packTgz(
      new Map(Object.entries(filesOf(name)).map(([path, text]) => [path, Buffer.from(text)])),
    );
    writeFileSync(join(folder, `${name}.tgz`), tarball);
    const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
    const resolved = `https://registry.invalid/${name}-${version}.tgz`;
    const scripts = one.install === undefined ? {} : { hasInstallScript: true };
    packages[`node_modules/${name}`] = { version, resolved, integrity, license: "MIT", dependencies, ...scripts };
  }
  return { packages };
}

/** The files of one of them. */
export function filesOf(name: string): Record<string, string> {
  const { version = "", code = "", dependencies = {}, install } = testPackages[name] ?? {};
  const scripts = install === undefined ? {} : { scripts: { install } };
  return {
    "package.json": JSON.stringify({ name, version, main: "index.js", dependencies, ...scripts }),
    "index.js": code,
  };
}

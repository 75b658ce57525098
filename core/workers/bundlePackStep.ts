import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { BuildOptions, BuildResult } from "esbuild";
import { compileError, holdService, isWithin, oneSdk } from "./bundleStep.ts";
import { extendable, type ParentPack } from "./extendable.ts";
import { moduleOptions } from "./moduleOptions.ts";

/** An npm package whose code went into a module. */
export interface BundledPackage {
  name: string;
  version: string;
  license: string;
  installScripts: boolean;
}

/** The pack whose step class it is. */
export interface PackSource {
  root: string;
  name: string;
  parents: readonly ParentPack[];
  /** npm packages that stay imports too; default: none. */
  externals?: readonly string[];
}

const mapMark = "//# sourceMappingURL=data:application/json;base64,";
// Packages in the old format ask for modules of Node while they run, and for the place of their file.
// Taken apart, because the program itself is bundled too, and its own places are replaced then.
const modulePlace = (name: string): string => ["import", "meta", name].join(".");
const places = { __dirname: modulePlace("dirname"), __filename: modulePlace("filename") };
const requireBanner = `import { createRequire as __sluiceRequire } from "node:module"; const require = __sluiceRequire(${modulePlace("url")});`;

/**
 * Makes one module of a step class of a pack with all it imports, packages too; only the SDK, modules of Node and packages
 * with native code that ship with the program stay imports. Says nothing of the machine it was made on. Throws `compile_failed`.
 */
export async function bundlePackStep(
  path: string,
  { root, name, parents, externals = [] }: PackSource,
): Promise<{ compiled: string; packages: BundledPackage[] }> {
  const options = {
    ...moduleOptions(path, root),
    external: ["sluice", ...nativeOf(root), ...externals.flatMap((one) => [one, `${one}/*`])],
    define: places,
    plugins: [oneSdk, ...parents.map(extendable)],
  } satisfies BuildOptions;
  const esbuild = await import("esbuild");
  const release = holdService(esbuild.stop);
  try {
    let result: BuildResult<typeof options> = await esbuild.build(options);
    if (codeOf(result).includes("Dynamic require of")) {
      result = await esbuild.build({ ...options, banner: { js: requireBanner } });
    }
    const inputs = Object.keys(result.metafile.inputs).map((input) => resolve(root, input));
    const compiled = `${codeOf(result)}${mapMark}${readMap(result, { root, name, parents })}\n`;
    return { compiled, packages: listPackages(inputs) };
  } catch (error) {
    throw compileError(path, { error, within: root });
  } finally {
    release();
  }
}

/** Packages with native code that the program has: they cannot be part of a module, and its workers find those of the program. */
function nativeOf(root: string): string[] {
  return ["better-sqlite3"].filter((name) => !existsSync(join(root, "node_modules", name)));
}

function codeOf(result: BuildResult<{ write: false }>): string {
  return result.outputFiles.find((file) => file.path.endsWith(".mjs"))?.text ?? "";
}

/** The source map with addresses that are the same everywhere, and the texts of the pack alone. */
function readMap(
  result: BuildResult<{ write: false }>,
  { root, name, parents }: { root: string; name: string; parents: readonly ParentPack[] },
): string {
  const text = result.outputFiles.find((file) => file.path.endsWith(".map"))?.text ?? "{}";
  const map = JSON.parse(text) as { sources: string[]; sourcesContent: (string | null)[] };
  const isOthers = map.sources.map((source) => parents.some(({ folder }) => isWithin(folder, resolve(root, source))));
  const places = map.sources.map((source) => placeOf(resolve(root, source), root));
  map.sources = places.map(
    (place) => `file:///syncpacks/${name}/${place.split("/").map(encodeURIComponent).join("/")}`,
  );
  map.sourcesContent = map.sourcesContent.map((content, index) =>
    places[index]?.startsWith("node_modules/") || isOthers[index] ? null : content,
  );
  return Buffer.from(JSON.stringify(map)).toString("base64");
}

function placeOf(path: string, root: string): string {
  const parts = path.split(sep);
  const at = parts.lastIndexOf("node_modules");
  if (at >= 0) return parts.slice(at).join("/");
  return relative(root, path)
    .split(sep)
    .filter((part) => part !== "..")
    .join("/");
}

function listPackages(inputs: readonly string[]): BundledPackage[] {
  const found = new Map<string, BundledPackage>();
  for (const folder of new Set(inputs.flatMap(packageFolderOf))) {
    const { name = "", version = "", license, scripts = {} } = readPackage(folder);
    const installScripts = ["preinstall", "install", "postinstall"].some((script) => Object.hasOwn(scripts, script));
    const known = typeof license === "string" ? license : "";
    found.set(`${name}@${version}`, { name, version, license: known, installScripts });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bundled]) => bundled);
}

function packageFolderOf(path: string): string[] {
  if (!path.includes(`${sep}node_modules${sep}`)) return [];
  for (let folder = dirname(path); basename(folder) !== "node_modules"; folder = dirname(folder)) {
    const { name, version } = readPackage(folder);
    if (name !== undefined && version !== undefined) return [folder];
  }
  return [];
}

interface PackageJson {
  name?: string;
  version?: string;
  license?: unknown;
  scripts?: Record<string, string>;
}

function readPackage(folder: string): PackageJson {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
  } catch {
    return {};
  }
}

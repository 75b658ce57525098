import { cpSync, existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { projectFolder } from "../findNode.mjs";

/** What no package needs at run time. */
const unneeded =
  /\.(?:d\.[cm]?ts|map|md|markdown|tsbuildinfo|(?:test|spec)\.[cm]?[jt]s)$|(?:^|\/)(?:tests?|specs|e2e|__tests__|benchmarks?|examples?|docs|\.github)$/;

/** Packages that others name and that only browsers load. */
const forBrowsers = new Set(["@azure/msal-browser"]);

/**
 * Copies packages and all they depend on into a folder, each to the place it has in the project, so that all find the same versions.
 * Packages for other systems stay out. Returns the paths from the folder, in order.
 */
export function copyPackages(names, { folder, platform, arch }) {
  const lock = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")).packages;
  const found = new Set();
  const add = (name, from) => {
    if (forBrowsers.has(name)) return;
    const path = findPackage(name, { from, lock });
    if (path === undefined || found.has(path) || !isFor(lock[path], { platform, arch })) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = lock[path];
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) add(dependency, path);
  };
  for (const name of names) add(name, "");
  const paths = [...found].sort();
  for (const path of paths) copyPackage(path, { folder, platform, arch });
  return paths;
}

/** As Node looks for it: in the nearest node_modules upwards. */
function findPackage(name, { from, lock }) {
  for (let place = from; ; place = place.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    const path = `${place === "" ? "" : `${place}/`}node_modules/${name}`;
    if (lock[path] !== undefined) return path;
    if (place === "") return undefined;
  }
}

function isFor({ os, cpu, libc }, { platform, arch }) {
  const fits = (allowed, own) => allowed === undefined || allowed.includes(own);
  return fits(os, platform) && fits(cpu, arch) && fits(libc, "glibc");
}

function copyPackage(path, { folder, platform, arch }) {
  const source = join(projectFolder, path);
  if (!existsSync(source)) throw new Error(`${path} is not installed`);
  cpSync(source, join(folder, path), {
    recursive: true,
    dereference: true,
    filter: (file) => {
      const name = relative(source, file).split("\\").join("/");
      // Packages inside of this one are packages of their own.
      if (/(?:^|\/)node_modules(?:\/|$)/.test(name) || unneeded.test(name)) return false;
      return !surplus(path, { platform, arch })?.test(name);
    },
  });
}

/** Of some packages most is for others: sources and binaries of other systems, a copy of the compiler's binary, builds for browsers. */
function surplus(path, { platform, arch }) {
  if (/^node_modules\/(?:@azure|@typespec)\//.test(path)) return /^dist\/(?:browser|react-native|workerd)(?:\/|$)/;
  if (path === "node_modules/js-md4") return /^doc(?:\/|$)/;
  if (path === "node_modules/esbuild") return /^bin\//;
  if (path !== "node_modules/better-sqlite3") return undefined;
  return new RegExp(`^(?:deps|src|build)(?:/|$)|^binding\\.gyp$|^prebuilds/(?!${platform}-${arch}\\.node$)`);
}

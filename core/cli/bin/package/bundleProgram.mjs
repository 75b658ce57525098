import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix, relative, resolve } from "node:path";
import { projectFolder } from "../findNode.mjs";

/** Where the bundled files of a package lie: as deep as the SDK in the project, because step code names files by where it is. */
export const programFolder = "core/program";

/** Files that are started by their path, as processes, threads or modules, by the name of their bundle. */
const hostEntries = {
  sluice: "core/cli/bin/packaged.mjs",
  worker: "core/workers/child/main.ts",
  sdk: "core/sdk/index.ts",
  harness: "core/workers/harness/index.ts",
  registerPackTests: "core/workers/harness/registerPackTests.ts",
  writerThread: "core/store/writer/writerThread.ts",
  backupThread: "core/store/backup/backupThread.ts",
};

/**
 * Bundles command line, host, workers and threads. `into`: where in the folder; `inlined`: packages that are bundled as well.
 * Resolves with the names of the packages that stay imports.
 */
export async function bundleHost(folder, { into = programFolder, inlined = [] } = {}) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    ...common,
    entryPoints: entryPointsOf(hostEntries),
    outdir: join(folder, into),
    splitting: true,
    plugins: [keepPlaces(hostEntries, into), askForBuiltins, leaveLanguages, keepPackages(inlined)],
    banner: requireBanner,
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => packageOf(path)))]
    .filter((name) => name !== undefined && name !== "sluice")
    .sort();
}

/** Bundles what runs in Electron's main process, with all its packages. */
export async function bundleMain(folder) {
  const { build } = await import("esbuild");
  const entries = { main: "electron/main.ts" };
  await build({
    ...common,
    entryPoints: entryPointsOf(entries),
    outdir: join(folder, programFolder),
    external: ["electron"],
    plugins: [keepPlaces(entries, programFolder)],
    banner: requireBanner,
  });
}

const common = {
  absWorkingDir: projectFolder,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  outExtension: { ".js": ".mjs" },
  keepNames: true,
  legalComments: "none",
  // The text of every module stays in memory for as long as it runs.
  minifyWhitespace: true,
  lineLimit: 120,
  logLevel: "silent",
};

/** Packages in CommonJS ask for modules of Node by a function that a module does not have. */
const requireBanner = {
  js: 'import { createRequire as __sluiceRequire } from "node:module"; const require = __sluiceRequire(import.meta.url);',
};

/**
 * A module of Node that is imported has all its exports read at once, also those that load what nobody asked for: the HTTP client
 * behind `node:http` alone takes 20 ms. Asked for, it gives what is read of it.
 */
const askForBuiltins = {
  name: "ask-for-builtins",
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === "import-statement" ? { path, namespace: "builtin" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** zod brings its messages in fifty languages; ours are English. */
const leaveLanguages = {
  name: "leave-languages",
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

/** All packages but those named stay imports. */
function keepPackages(inlined) {
  return {
    name: "keep-packages",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
        if (kind === "entry-point" || /^(?:node:|[a-z]:[\\/])/i.test(path)) return undefined;
        const isOwn = importer.includes("node_modules");
        return isOwn || inlined.includes(packageOf(path)) ? undefined : { path, external: true };
      });
    },
  };
}

function entryPointsOf(entries) {
  return Object.entries(entries).map(([out, path]) => ({ in: join(projectFolder, path), out }));
}

/**
 * All bundles lie in one folder, and still name files by where their source lay: an address of an entry becomes that of its
 * bundle, any other one that of the same place in the package.
 */
function keepPlaces(entries, into) {
  const bundles = new Map(Object.entries(entries).map(([name, path]) => [path, `./${name}.mjs`]));
  return {
    name: "keep-places",
    setup(build) {
      build.onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path }) => {
        const source = pathInProject(path);
        if (source.startsWith("..") || source.startsWith("node_modules/")) return undefined;
        const text = readFileSync(path, "utf8");
        if (!text.includes("import.meta.url")) return undefined;
        const place = `new URL("${posix.relative(into, source)}", import.meta.url).href`;
        const contents = text.replace(/(new URL\("([^"]+)", )?import\.meta\.url/g, (_, start, target) => {
          const bundle = target && bundles.get(pathInProject(resolve(dirname(path), target)));
          if (bundle !== undefined && bundle !== "") return `new URL("${bundle}", import.meta.url`;
          return `${start ?? ""}${place}`;
        });
        return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
      });
    },
  };
}

function pathInProject(path) {
  return relative(projectFolder, path).split("\\").join(posix.sep);
}

function packageOf(specifier) {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier) || specifier.startsWith("."))
    return undefined;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

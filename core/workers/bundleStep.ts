import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildOptions, Message, Metafile, OutputFile, Plugin } from "esbuild";
import { SluiceError } from "../base/SluiceError.ts";
import { type CompileInput, hashOf } from "./compileCache.ts";
import { extendable, type ParentPack } from "./extendable.ts";
import { moduleOptions } from "./moduleOptions.ts";

/** How long the compiler's own process stays after the last use, ms. */
const serviceIdleMs = 5_000;
const shownErrors = 5;
/** Where its source lies, also when this is a bundle. */
const sdkEntry = join(fileURLToPath(new URL("../sdk", import.meta.url)), "index.ts");

/**
 * Makes one module of a step class and all it imports by path; packages stay imports, but for the classes of `parents` that it
 * extends. `within`: a folder that it must not import from outside of; files are named from there. Resolves also with the environment
 * of the uploaded pack whose classes it extends, in which it has to run. Throws `compile_failed`.
 */
export async function bundleStep(
  path: string,
  { within, parents = [] }: { within?: string | undefined; parents?: readonly ParentPack[] } = {},
): Promise<{ compiled: string; inputs: CompileInput[]; environment: string | undefined }> {
  const esbuild = await import("esbuild");
  const release = holdService(esbuild.stop);
  const folder = dirname(path);
  const others = parents.filter((parent) => !isWithin(parent.folder, path));
  const isOthers = (file: string): boolean => others.some((parent) => isWithin(parent.folder, file));
  const options = {
    ...moduleOptions(path, folder),
    packages: "external",
    plugins: [oneSdk, ...parents.map(extendable), ...(within === undefined ? [] : [stayWithin(within, isOthers)])],
  } satisfies BuildOptions;
  const result = await esbuild
    .build(options)
    .catch((error: unknown) => {
      throw compileError(path, { error, within });
    })
    .finally(release);
  const whole = readMap(result.outputFiles, folder);
  // Its own texts alone: what it extends belongs to somebody else.
  const isOwn = whole.sources.map((source) => !(source.startsWith("file:") && isOthers(fileURLToPath(source))));
  const map = { ...whole, sourcesContent: whole.sourcesContent.map((text, at) => (isOwn[at] ? text : null)) };
  const code = result.outputFiles.find((file) => file.path.endsWith(".mjs"))?.text ?? "";
  const encoded = Buffer.from(JSON.stringify(map)).toString("base64");
  const compiled = `${code}//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
  const inputs = await inputsOf(result.metafile, { folder, map: whole, parents });
  // Some imports name many files at once and are not resolved one by one.
  const outside = inputs.find(({ path: file }) => within !== undefined && !isWithin(within, file) && !isOthers(file));
  if (outside !== undefined) throw new SluiceError("compile_failed", `${basename(path)}: ${outsideText}`);
  return { compiled, inputs, environment: findEnvironment(path, { metafile: result.metafile, parents: others }) };
}

const outsideText = "It imports a file outside its own folder.";

// Only a class that someone put into a folder of the machine may read what lies around it.
function stayWithin(root: string, isOthers: (file: string) => boolean): Plugin {
  return {
    name: "stay-within",
    setup(build) {
      build.onResolve({ filter: /^\.{0,2}\/|^\.{1,2}$/ }, ({ path, resolveDir, importer }) =>
        isOthers(importer) || isWithin(root, resolve(resolveDir, path))
          ? undefined
          : { errors: [{ text: outsideText }] },
      );
    },
  };
}

/** Code of an uploaded pack runs with the rights of that pack alone, also as a part of another module. */
function findEnvironment(
  path: string,
  { metafile, parents }: { metafile: Metafile; parents: readonly ParentPack[] },
): string | undefined {
  const parentOf = (file: string): ParentPack | undefined =>
    parents.find(({ name, folder }) => file.startsWith(`${name}:`) || isWithin(folder, resolve(dirname(path), file)));
  const own = Object.entries(metafile.inputs).filter(([file]) => parentOf(file) === undefined);
  const used = new Set(own.flatMap(([, { imports }]) => imports.flatMap((one) => parentOf(one.path) ?? [])));
  const uploaded = [...used].filter(({ environment }) => environment !== undefined);
  if (uploaded.length < 2) return uploaded[0]?.environment;
  const names = uploaded.map(({ name }) => name).sort();
  throw new SluiceError(
    "compile_failed",
    `${basename(path)}: It uses classes of the SyncPacks ${names.join(" and ")}. A class can run with the rights of one of them only; make two of it.`,
  );
}

/** Whether a path lies in a folder. */
export function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`);
}

// A step class of our own may import the SDK by its path; a copy of it inside the module would be another BaseStep.
export const oneSdk: Plugin = {
  name: "one-sdk",
  setup(build) {
    build.onResolve({ filter: /\/sdk\/index\.ts$/ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === sdkEntry ? { path: "sluice", external: true } : undefined,
    );
  },
};

interface SourceMap {
  sources: string[];
  sourcesContent: (string | null)[];
}

function readMap(files: OutputFile[], folder: string): SourceMap {
  const map = JSON.parse(files.find((file) => file.path.endsWith(".map"))?.text ?? "{}") as SourceMap;
  // Absolute, because the module lies far from its sources.
  map.sources = map.sources.map((source) => pathToFileURL(resolve(folder, source)).href);
  return map;
}

// Where possible the hash is that of the text the compiler read: the file may have changed in the meantime. The list of what
// a pack holds is no file.
async function inputsOf(
  metafile: Metafile,
  { folder, map, parents }: { folder: string; map: SourceMap; parents: readonly ParentPack[] },
): Promise<CompileInput[]> {
  const files = Object.keys(metafile.inputs).filter(
    (input) => !parents.some(({ name }) => input === `${name}:${name}`),
  );
  const paths = files.map((input) => resolve(folder, input));
  return Promise.all(
    paths.map(async (path) => {
      const text = map.sourcesContent[map.sources.indexOf(pathToFileURL(path).href)];
      return { path, hash: hashOf(text ?? (await readFile(path))) };
    }),
  );
}

/** What the compiler says, with file, line and column. `within`: files are named from there. */
export function compileError(
  path: string,
  { error, within }: { error: unknown; within: string | undefined },
): SluiceError {
  const nameOf = (file: string): string => (within === undefined ? file : relative(within, file).replaceAll(sep, "/"));
  const messages = (error as { errors?: Message[] }).errors ?? [];
  const errors = messages.map(({ text, location }) => ({
    file: nameOf(location === null ? path : resolve(dirname(path), location.file)),
    line: location?.line ?? 1,
    // esbuild counts columns from 0.
    column: (location?.column ?? 0) + 1,
    text,
  }));
  const shown = errors.slice(0, shownErrors).map((one) => `${one.file}:${one.line}:${one.column}: ${one.text}`);
  const more = errors.length > shownErrors ? `\n(and ${errors.length - shownErrors} more)` : "";
  const message =
    shown.length === 0 ? `${nameOf(path)}: ${error instanceof Error ? error.message : error}` : shown.join("\n");
  return new SluiceError("compile_failed", message + more, { details: { path: nameOf(path), errors }, cause: error });
}

let stopTimer: NodeJS.Timeout | undefined;
let users = 0;

// The compiler runs as a process of its own; it goes when nothing was compiled for a while.
export function holdService(stop: () => Promise<void>): () => void {
  clearTimeout(stopTimer);
  users += 1;
  return () => {
    users -= 1;
    if (users === 0) stopTimer = setTimeout(() => void stop(), serviceIdleMs).unref();
  };
}

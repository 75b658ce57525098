import { basename, extname, resolve } from "node:path";
import type { BuildOptions } from "esbuild";

/** How one module is made of a step class and what it imports: in memory, with the author's lines. Names are from `folder`. */
export function moduleOptions(path: string, folder: string) {
  return {
    entryPoints: [path],
    absWorkingDir: folder,
    outfile: resolve(folder, `${basename(path, extname(path))}.mjs`),
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node22",
    sourcemap: "external",
    sourcesContent: true,
    keepNames: true,
    charset: "utf8",
    legalComments: "inline",
    logLevel: "silent",
    // A tsconfig.json near the file must not change what is compiled: it is no input of the cache.
    tsconfigRaw: {},
  } satisfies BuildOptions;
}

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import type { ClassSource } from "../service/ports/ClassSources.ts";
import { listStepFiles } from "./listStepFiles.ts";

/** A pack whose step classes others may extend. */
export interface ParentPack {
  name: string;
  /** Absolute folder with its `steps`. */
  folder: string;
  /** That of an uploaded one, in which its code runs. */
  environment?: string | undefined;
}

/** `import { QueryREST } from "PACK"`, or the class alone from `PACK/QueryREST`: its source becomes part of the module. */
export function extendable({ name, folder }: ParentPack): Plugin {
  const steps = join(folder, "steps");
  return {
    name: `extend ${name}`,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}(/|$)`) }, ({ path }) => {
        if (path === name) return { path, namespace: name, sideEffects: false };
        const file = join(steps, `${path.slice(name.length + 1)}.ts`);
        return existsSync(file) ? { path: file, sideEffects: false } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: name }, () => ({
        contents: listStepFiles(folder)
          .map((file) => `export { default as ${file} } from ${JSON.stringify(`${name}/${file}`)};`)
          .join("\n"),
        resolveDir: folder,
      }));
    },
  };
}

/** The packs that hold some step classes, each in the version that comes first. */
export function listParents(sources: readonly ClassSource[]): ParentPack[] {
  const parents = new Map<string, ParentPack>();
  for (const { syncpack: name, path, installed } of sources) {
    if (name === undefined || parents.has(name)) continue;
    parents.set(name, { name, folder: dirname(dirname(path)), environment: installed?.environment });
  }
  return [...parents.values()];
}

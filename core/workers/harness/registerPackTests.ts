import { isBuiltin, type ResolveFnOutput, type ResolveHookContext, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listStepFiles } from "../listStepFiles.ts";

type NextResolve = (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput;

const sdk = new URL("../../sdk/index.ts", import.meta.url).href;
const harness = new URL("./index.ts", import.meta.url).href;
const product = new URL("../../../package.json", import.meta.url).href;
const parentScheme = "sluice-pack:";
/** Folders of the packs that may be extended, by name; whoever starts the tests gives them. */
const parents = JSON.parse(process.env.SLUICE_PACK_PARENTS ?? "{}") as Record<string, string>;

// Loaded before the tests of a pack: they get the SDK and the harness of this program, the step classes of packs that may
// be extended, and packages of the pack, then of the program.
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === "sluice") return take(sdk);
    if (specifier === "sluice/test") return take(harness);
    if (Object.hasOwn(parents, specifier)) return { url: `${parentScheme}${specifier}`, shortCircuit: true };
    return isBuiltin(specifier) ? nextResolve(specifier, context) : resolvePackage(specifier, context, nextResolve);
  },
  load(url, context, nextLoad) {
    if (!url.startsWith(parentScheme)) return nextLoad(url, context);
    return {
      format: "module",
      source: exportClasses(parents[url.slice(parentScheme.length)] ?? ""),
      shortCircuit: true,
    };
  },
});

function take(url: string): ResolveFnOutput {
  // In a package of the program they are bundled.
  return { url, format: url.endsWith(".ts") ? "module-typescript" : "module", shortCircuit: true };
}

function resolvePackage(
  ...[specifier, context, nextResolve]: [string, ResolveHookContext, NextResolve]
): ResolveFnOutput {
  try {
    return nextResolve(specifier, context);
  } catch (error) {
    try {
      return nextResolve(specifier, { ...context, parentURL: product });
    } catch {
      throw error;
    }
  }
}

function exportClasses(folder: string): string {
  return listStepFiles(folder)
    .map((file) => {
      const url = pathToFileURL(join(folder, "steps", `${file}.ts`)).href;
      return `export { default as ${file} } from ${JSON.stringify(url)};`;
    })
    .join("\n");
}

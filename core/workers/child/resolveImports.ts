import { isBuiltin, type ResolveFnOutput, type ResolveHookContext, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

type NextResolve = (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput;

const sdk = new URL("../../sdk/index.ts", import.meta.url).href;
// In a package it is bundled.
const sdkFormat = sdk.endsWith(".ts") ? "module-typescript" : "module";
const product = new URL("../../../package.json", import.meta.url).href;
/** URL of a compiled module to the URL of a place in the folder it was compiled from. */
const origins = new Map<string, string>();
let onBuiltin: (name: string) => void = () => undefined;

/** Makes the bare imports of a compiled module resolve as if it still lay in its own folder. */
export function setOrigin(moduleUrl: string, originFolder: string): void {
  origins.set(moduleUrl, pathToFileURL(`${originFolder}/step.mjs`).href);
}

/**
 * Takes over the resolution of imports: "sluice" is this SDK for everyone, so that there is one BaseStep;
 * other packages come from the folder of the step class, then from the product.
 */
export function installResolver(seeBuiltin: (name: string) => void): void {
  onBuiltin = seeBuiltin;
  registerHooks({ resolve });
}

function resolve(specifier: string, context: ResolveHookContext, nextResolve: NextResolve): ResolveFnOutput {
  if (specifier === "sluice") return { url: sdk, format: sdkFormat, shortCircuit: true };
  if (isBuiltin(specifier)) {
    onBuiltin(specifier);
    return nextResolve(specifier, context);
  }
  const origin = context.parentURL === undefined ? undefined : origins.get(context.parentURL);
  if (origin === undefined || !isBare(specifier)) return nextResolve(specifier, context);
  try {
    return nextResolve(specifier, { ...context, parentURL: origin });
  } catch (error) {
    try {
      return nextResolve(specifier, { ...context, parentURL: product });
    } catch {
      throw error;
    }
  }
}

function isBare(specifier: string): boolean {
  return !/^(?:\.{0,2}\/|[a-z][a-z0-9+.-]+:)/i.test(specifier);
}

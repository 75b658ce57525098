import { pathToFileURL } from "node:url";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { BaseStep } from "../../sdk/BaseStep.ts";
import { isStepClass } from "../../sdk/declarations.ts";
import { StepException } from "../../sdk/exceptions.ts";
import { setOrigin } from "./resolveImports.ts";

/** The file does not hold a usable step class. */
export class StepClassInvalidException extends StepException {}

/** The frame of a request is read once, so most attempts bring the same reference. */
let last: { reference: ClassReference; loading: Promise<new () => BaseStep> } | undefined;
const loaded = new Map<string, Promise<new () => BaseStep>>();

/** The class of a compiled module, imported once per process. Throws what its module throws, or StepClassInvalidException. */
export function loadClass(reference: ClassReference): Promise<new () => BaseStep> {
  if (last?.reference !== reference) last = { reference, loading: findClass(reference) };
  return last.loading;
}

function findClass(reference: ClassReference): Promise<new () => BaseStep> {
  const key = `${reference.hash} ${reference.modulePath}`;
  let loading = loaded.get(key);
  if (loading === undefined) {
    loading = importClass(reference);
    loaded.set(key, loading);
  }
  return loading;
}

async function importClass({ modulePath, originFolder, file }: ClassReference): Promise<new () => BaseStep> {
  const url = pathToFileURL(modulePath).href;
  setOrigin(url, originFolder);
  const module = (await import(url)) as { default?: unknown };
  const found = module.default;
  if (found === undefined) {
    throw new StepClassInvalidException(`${file} has no default export; write "export default class ${file}"`);
  }
  if (!isStepClass(found)) {
    throw new StepClassInvalidException(`The default export of ${file} is no class that extends BaseStep of "sluice"`);
  }
  return found as new () => BaseStep;
}

import { lookupPath, notFound } from "../../core/template/lookupPath.ts";
import type { TemplateScope } from "../../core/template/resolveTemplate.ts";

interface ScopeParts {
  config?: Record<string, unknown>;
  appvar?: Record<string, unknown>;
  data?: unknown;
  functions?: Record<string, (...args: unknown[]) => unknown>;
}

/** A scope over plain objects. */
export function buildScope({ config = {}, appvar = {}, data, functions = {} }: ScopeParts = {}): TemplateScope {
  return {
    parameter: "url",
    config: (name) => lookupPath(config, [name]),
    appvar: (name) => lookupPath(appvar, [name]),
    path: (segments) => lookupPath(data, segments),
    stepFunction(name, args) {
      const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
      return found ? { found: true, value: found(...args) } : notFound;
    },
    names: (kind) => Object.keys({ config, appvar, stepFunc: functions, path: data ?? {} }[kind] as object),
  };
}

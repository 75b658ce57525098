import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const model = fileURLToPath(new URL("../../core/model", import.meta.url));

/** Every module that a file loads at run time, in any number of steps; type imports are erased and do not count. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  const source = readFileSync(file, "utf8");
  for (const [, specifier = ""] of source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gms)) {
    const target = specifier.startsWith(".") ? join(dirname(file), specifier) : specifier;
    if (seen.has(target)) continue;
    seen.add(target);
    if (specifier.startsWith(".")) loadedBy(target, seen);
  }
  return seen;
}

describe("start-up", () => {
  it.each([
    "parseApplication.ts",
    "readApplication.ts",
    "validation/validateApplication.ts",
    "serializeApplication.ts",
    "parseConfiguration.ts",
    "readConfiguration.ts",
    "operations/applyOperation.ts",
  ])("loads no package with %s", (file) => {
    const modules = [...loadedBy(join(model, file))];
    expect(modules.length).toBeGreaterThan(0);
    expect(modules.filter((module) => !isAbsolute(module))).toEqual([]);
  });

  it("would see a package", () => {
    expect([...loadedBy(join(model, "schemas", "runSchemas.ts"))]).toContain("zod");
  });
});

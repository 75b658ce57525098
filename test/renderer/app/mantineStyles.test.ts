import { globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const mantine = join(root, "node_modules/@mantine");
const read = (path: string): string => readFileSync(path, "utf8");
const classNames = (text: string): string[] => text.match(/\bm_[0-9a-f]+\b/g) ?? [];

/** The module of Mantine in which each component is. */
const modules = new Map(
  [...read(join(mantine, "core/esm/index.mjs")).matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g)].flatMap(
    ([, names = "", path = ""]) => names.split(",").map((name) => [name.trim().split(" as ").at(-1) ?? "", path]),
  ),
);

/** The classes of CSS that the components of these names use, and those that they are made of. */
function findClasses(components: readonly string[], files: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const classes = new Set<string>();
  const walk = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = read(file);
    if (file.endsWith(".module.mjs")) for (const name of classNames(text)) classes.add(name);
    for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) walk(resolve(dirname(file), path));
    for (const name of findComponents(text)) visit(name);
  };
  const visit = (name: string): void => {
    const path = modules.get(name);
    if (path !== undefined) walk(resolve(mantine, "core/esm", path));
  };
  for (const name of components) visit(name);
  for (const file of files) walk(file);
  return classes;
}

function findComponents(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().split(" as ")[0] ?? ""),
  );
}

describe("the styles of Mantine", () => {
  const source = read(join(root, "renderer/app/mantineStyles.ts"));
  const loaded = [...source.matchAll(/"@mantine\/core\/styles\/([^"]+)"/g)].map(([, name = ""]) => name);
  const used = globSync(join(root, "renderer/**/*.{ts,tsx}"), { exclude: ["**/dist/**"] }).flatMap((file) =>
    findComponents(read(file)),
  );
  const others = globSync(join(mantine, "{notifications,spotlight}/esm/**/*.mjs"));
  const needed = findClasses(used, others);
  const styleOf = (name: string): string => read(join(mantine, "core/styles", name));

  test("are those of the components that the program uses, none more and none less", () => {
    expect(needed.size).toBeGreaterThan(100);
    const files = globSync(join(mantine, "core/styles/[A-Z]*.css"), { exclude: ["**/*.layer.css"] });
    const names = files.filter((file) => classNames(read(file)).some((name) => needed.has(name)));
    const general = ["baseline.css", "default-css-variables.css", "global.css"];
    expect([...loaded].sort()).toEqual([...general, ...names.map((file) => file.split(/[\\/]/).at(-1) ?? "")].sort());
  });

  test("stand in Mantine's order, so that what is made of others wins over them", () => {
    const all = read(join(mantine, "core/styles.css"));
    const places = loaded.flatMap((name) => classNames(styleOf(name)).slice(0, 1)).map((name) => all.indexOf(name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const shown = [...readme.matchAll(/!\[([^\]]+)\]\((assets\/pictures\/[^)]+)\)/g)].map(([, says, path = ""]) => ({
  says,
  path,
}));

test("the README shows six pictures, each with what it says, and there is no other", () => {
  expect(shown).toHaveLength(6);
  expect(shown.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  const there = readdirSync(join(root, "assets", "pictures")).map((name) => `assets/pictures/${name}`);
  expect(there.sort()).toEqual(shown.map(({ path }) => path).sort());
});

test("a picture is a WebP file of at most 100 KB", () => {
  for (const { path } of shown) {
    const bytes = readFileSync(join(root, path));
    expect(bytes.toString("latin1", 8, 12), path).toBe("WEBP");
    expect(statSync(join(root, path)).size, path).toBeLessThan(100_000);
  }
});

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildUi } from "../../core/cli/bin/buildUi.mjs";
import { tempFolder } from "../support/tempFolder.ts";

test("a page is built once for the same sources, with nothing inlined, and again when they change", async () => {
  const folder = tempFolder();
  const page = join(folder, "page");
  const outDir = join(folder, "out");
  writePage(page, "one");
  expect(await buildUi({ page, outDir })).toBe(true);
  const html = readFileSync(join(outDir, "index.html"), "utf8");
  expect(html).toMatch(/<script type="module"[^>]* src="\/assets\//);
  expect(html).not.toMatch(/<script[^>]*>[^<]/);
  expect(readdirSync(outDir)).toContain("icon.svg");
  // This process is a test, what it builds is not.
  const [first = ""] = readdirSync(join(outDir, "assets"));
  expect(readFileSync(join(outDir, "assets", first), "utf8")).toContain("for production");
  const built = statSync(join(outDir, "index.html")).mtimeMs;
  expect(await buildUi({ page, outDir })).toBe(false);
  expect(statSync(join(outDir, "index.html")).mtimeMs).toBe(built);
  writePage(page, "two");
  expect(await buildUi({ page, outDir })).toBe(true);
  const [script = ""] = readdirSync(join(outDir, "assets"));
  expect(readFileSync(join(outDir, "assets", script), "utf8")).toContain("two");
});

function writePage(page: string, word: string): void {
  mkdirSync(page, { recursive: true });
  writeFileSync(join(page, "index.html"), '<!doctype html><script type="module" src="/main.ts"></script>');
  const text = `document.title = ${JSON.stringify(word)} + " for " + process.env.NODE_ENV;`;
  writeFileSync(join(page, "main.ts"), text);
}

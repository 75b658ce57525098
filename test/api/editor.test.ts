import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

/** A built editor of three files, with a secret beside it. */
function buildEditor(): string {
  const folder = tempFolder();
  const built = join(folder, "dist");
  mkdirSync(join(built, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "hunter2");
  writeFileSync(join(built, "index.html"), "<title>Sluice</title>");
  writeFileSync(join(built, "icon.svg"), "<svg/>");
  writeFileSync(join(built, "assets", "index-1a2b.js"), "export {};");
  return built;
}

test("every place of the editor is its page, under a strict policy and never from a cache", async () => {
  const { api } = await openTestApi({ editorFolder: buildEditor() });
  for (const url of ["/", "/applications/my%20app", "/runs/isapp-1?tab=log"]) {
    const page = await api.inject(url);
    expect([url, page.statusCode, page.body]).toEqual([url, 200, "<title>Sluice</title>"]);
    expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(page.headers["content-security-policy"]).not.toContain("unsafe-eval");
    expect(page.headers).toMatchObject({ "cache-control": "no-cache", "x-content-type-options": "nosniff" });
  }
  const asset = await api.inject("/assets/index-1a2b.js");
  expect(asset.headers["cache-control"]).toContain("immutable");
});

test("a file that is not there, and an unknown path of the API, are not found", async () => {
  const { api, ask } = await openTestApi({ editorFolder: buildEditor() });
  expect((await api.inject("/assets/index-old.js")).statusCode).toBe(404);
  const unknown = await ask("GET", "/nothing");
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, "not_found"]);
  expect((await api.inject("/api/v1/applications")).statusCode).toBe(401);
});

test("nothing outside of its folder is served", async () => {
  const { api } = await openTestApi({ editorFolder: buildEditor() });
  for (const path of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "//etc/passwd",
    "/assets/%00",
  ]) {
    const answer = await api.inject(path);
    expect([path, answer.body.includes("hunter2"), answer.body.includes("root:")]).toEqual([path, false, false]);
  }
});

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createAppHandler, readPath } from "../../../electron/protocol/createAppHandler.ts";

const root = mkdtempSync(join(tmpdir(), "sluice app "));
const folder = join(root, "dist");
const asked: string[] = [];
const handle = createAppHandler({
  folder,
  headers: { "content-security-policy": "default-src 'self'" },
  forward: async ({ url, method }) => {
    asked.push(`${method} ${url}`);
    return Response.json({ answer: 42 });
  },
});
const get = (path: string, init: RequestInit = {}) => handle(new Request(`app://sluice${path}`, init));

beforeAll(() => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>page");
  writeFileSync(join(folder, "assets", "main-1a2b.js"), "run()");
  writeFileSync(join(root, "secret.json"), "{}");
});

test("the page and its assets come with their types, the policy and the time they may be kept", async () => {
  const page = await get("/");
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("content-security-policy")).toBe("default-src 'self'");
  expect(page.headers.get("cache-control")).toBe("no-cache");
  expect(await page.text()).toBe("<!doctype html>page");
  const script = await get("/assets/main-1a2b.js");
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(script.headers.get("cache-control")).toContain("immutable");
  expect(await script.text()).toBe("run()");
});

test("every place of the editor is the page", async () => {
  expect(await (await get("/applications/My%20flow?step=1")).text()).toBe("<!doctype html>page");
});

test("requests for the API go to the host, whatever their method", async () => {
  const answer = await get("/api/v1/runs?limit=1", { method: "POST", body: "{}" });
  expect(await answer.json()).toEqual({ answer: 42 });
  expect(asked).toEqual(["POST app://sluice/api/v1/runs?limit=1"]);
});

test("files are only read", async () => {
  const answer = await get("/", { method: "POST", body: "x" });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe("GET, HEAD");
});

test.each([
  "/missing.js",
  "/../secret.json",
  "/%2e%2e/secret.json",
  "/..%2fsecret.json",
  "/%2e%2e%2fsecret.json",
  "/assets/..%2f..%2fsecret.json",
  "/..%5csecret.json",
  "/index.html%00.js",
  "/%E0%A4%A",
  "/main.ts",
])("%s is not there", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test.each(["app://other/", "https://sluice/", "file:///etc/passwd", "app:sluice", "nonsense"])(
  "%s is no address of the program",
  (url) => {
    expect(readPath(url)).toBeUndefined();
  },
);

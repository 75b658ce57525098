import { once } from "node:events";
import { mkdirSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Door, openDoor } from "../../core/api/openDoor.ts";
import { tempFolder } from "../support/tempFolder.ts";

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

async function openTestDoor(editorFolder = buildEditor()): Promise<Door> {
  const door = await openDoor({ host: "127.0.0.1", port: 0, editorFolder });
  onTestFinished(() => door.close());
  return door;
}

/** The path as it is: `fetch` would tidy it up. */
function askFor(
  door: Door,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(door.url);
    const sent = request({ hostname, port, path, headers }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on("end", () => resolve({ status: answer.statusCode, body }));
    });
    sent.once("error", reject).end();
  });
}

test("every place of the editor is its page, before there is a host, under a strict policy and never from a cache", async () => {
  const door = await openTestDoor();
  for (const path of ["/", "/applications/my%20app", "/applications/v1.2", "/runs/isapp-1?tab=log", "/apiary"]) {
    const page = await fetch(`${door.url}${path}`);
    expect([path, page.status, await page.text()]).toEqual([path, 200, "<title>Sluice</title>"]);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(page.headers.get("content-security-policy")).not.toContain("unsafe-eval");
    expect([page.headers.get("cache-control"), page.headers.get("x-content-type-options")]).toEqual([
      "no-cache",
      "nosniff",
    ]);
  }
  const asset = await fetch(`${door.url}/assets/index-1a2b.js`);
  expect([asset.headers.get("cache-control"), await asset.text()]).toEqual([
    "public, max-age=31536000, immutable",
    "export {};",
  ]);
});

test("a build meanwhile is served as it is, and a page that was not changed is not sent again", async () => {
  const folder = buildEditor();
  const door = await openTestDoor(folder);
  const etag = (await fetch(door.url)).headers.get("etag") ?? "";
  // As a browser asks that has it.
  const ask = () => askFor(door, "/", { "if-none-match": etag });
  expect(await ask()).toEqual({ status: 304, body: "" });
  writeFileSync(join(folder, "index.html"), "<title>Sluice, built anew and longer</title>");
  expect(await ask()).toEqual({ status: 200, body: "<title>Sluice, built anew and longer</title>" });
});

test("a range that cannot be is refused, and an answer that is given up leaves no file open", async () => {
  const folder = buildEditor();
  writeFileSync(join(folder, "assets", "large.js"), Buffer.alloc(8_000_000, 32));
  const door = await openTestDoor(folder);
  const statusOf = async (range: string): Promise<number> => {
    const answer = await fetch(door.url, { headers: { range } });
    await answer.text();
    return answer.status;
  };
  expect(await Promise.all(["bytes=10-5", "bytes=90000-", "bytes=0-4", "bytes=x"].map(statusOf))).toEqual([
    416, 416, 206, 200,
  ]);
  for (let count = 0; count < 5; count += 1) {
    const ends = new AbortController();
    const { body } = await fetch(`${door.url}/assets/large.js`, { signal: ends.signal });
    await body?.getReader().read();
    ends.abort();
  }
  const isOpen = (): boolean =>
    readdirSync("/proc/self/fd").some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).endsWith("large.js");
      } catch {
        return false;
      }
    });
  if (process.platform === "linux") await expect.poll(isOpen, { timeout: 10_000 }).toBe(false);
});

test("a connection that never asks anything does not keep a door from closing", async () => {
  const door = await openTestDoor();
  const { port } = new URL(door.url);
  const silent = connect(Number(port), "127.0.0.1");
  await once(silent, "connect");
  const ended = once(silent, "close");
  silent.resume().on("error", () => undefined);
  await door.close();
  await ended;
});

test("what is no page waits for the host, which then answers all of it in turn", async () => {
  const door = await openTestDoor();
  const asked = ["/api/v1/about", "/healthz", "/metrics?x", "/assets/index-old.js"].map((path) => askFor(door, path));
  asked.push(
    fetch(door.url, { method: "POST" }).then(async (answer) => ({ status: answer.status, body: await answer.text() })),
  );
  let isAnswered = false;
  for (const one of asked) {
    void one.then(() => {
      isAnswered = true;
    });
  }
  expect((await askFor(door, "/")).status).toBe(200);
  expect(isAnswered).toBe(false);
  door.lead((given, response) => {
    response.statusCode = 404;
    response.end(`${given.method} ${given.url}`);
  });
  const bodies = (await Promise.all(asked)).map(({ body }) => body);
  expect(bodies).toEqual(["GET /api/v1/about", "GET /healthz", "GET /metrics?x", "GET /assets/index-old.js", "POST /"]);
  expect((await askFor(door, "/api/v1/about")).body).toBe("GET /api/v1/about");
});

test("a door that closes before there was a host ends what waits", async () => {
  const door = await openTestDoor();
  const waiting = askFor(door, "/api/v1/about");
  waiting.catch(() => undefined);
  await askFor(door, "/");
  await door.close();
  await expect(waiting).rejects.toThrow();
});

test("nothing outside of the folder of the editor is served", async () => {
  const door = await openTestDoor();
  door.lead((_given, response) => response.writeHead(404).end());
  for (const path of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/../../secret.txt",
    "/..%5csecret.txt",
    "//etc/passwd",
    "/assets/%00",
    "/%",
  ]) {
    const { body } = await askFor(door, path);
    expect([path, body.includes("hunter2"), body.includes("root:")]).toEqual([path, false, false]);
  }
});

test("without a built editor every request is for the host", async () => {
  const door = await openTestDoor(tempFolder());
  door.lead((_given, response) => response.end("host"));
  expect((await askFor(door, "/")).body).toBe("host");
});

test("a port that is taken is named, with what to do", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  await expect(openDoor({ host: "127.0.0.1", port, editorFolder: tempFolder() })).rejects.toMatchObject({
    code: "address_in_use",
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
});

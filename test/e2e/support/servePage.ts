import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { pageHeaders } from "../../../core/api/pageHeaders.ts";
import { casesFolder } from "../../support/cases.ts";
import { buildPage, pageFolder } from "./buildPage.ts";

const examples = fileURLToPath(new URL("../../../assets/examples", import.meta.url));
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

/** Documents by address: the examples, those of the cases when they are there, and an empty one. */
function documentPaths(name: string): string[] {
  const cases = casesFolder();
  const outside = cases === undefined ? [] : [join(cases, "wfcommons", "apps", `${name}.app.json`)];
  return [join(examples, `${name}.json`), ...outside];
}

async function readFirst(paths: string[]): Promise<Buffer | undefined> {
  for (const path of paths) {
    try {
      return await readFile(path);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

async function find(path: string): Promise<{ body: Buffer; type: string } | undefined> {
  const name = /^\/documents\/([\w.-]+)\.json$/.exec(path)?.[1];
  if (name === "empty")
    return { body: Buffer.from('{"name":"empty","app_variables":[],"steps":[]}'), type: types[".json"] ?? "" };
  if (name !== undefined) {
    const body = await readFirst(documentPaths(name));
    return body === undefined ? undefined : { body, type: types[".json"] ?? "" };
  }
  const file = normalize(path === "/" || path.startsWith("/applications/") ? "/index.html" : path);
  const body = await readFirst([join(pageFolder, file)]);
  return body === undefined ? undefined : { body, type: types[extname(file)] ?? "application/octet-stream" };
}

await buildPage();
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  void find(path).then((found) => {
    const isNamedByHash = found !== undefined && path.startsWith("/assets/");
    response.writeHead(found === undefined ? 404 : 200, {
      "content-type": found?.type ?? "text/plain",
      ...(isNamedByHash ? { "cache-control": "public, max-age=31536000, immutable" } : {}),
      // The page lives under the policy of the product.
      ...pageHeaders,
    });
    response.end(found?.body ?? "Not found");
  });
});
server.listen(Number(process.argv[2] ?? 4173), "127.0.0.1");

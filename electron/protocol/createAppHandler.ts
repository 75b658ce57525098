import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

export interface AppHandlerParts {
  /** Folder of the built editor. */
  folder: string;
  /** Headers of its pages and files: the policy of what they may load. */
  headers: Readonly<Record<string, string>>;
  /** Sends a request for `/api` on to the host. Rejects when no host answers. */
  forward(request: Request): Promise<Response>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
};

/**
 * What `app://sluice/` answers: files of the built editor, the page for every place in it, and the host for `/api`. Nothing
 * outside of the folder, and no other host name.
 */
export function createAppHandler({
  folder,
  headers,
  forward,
}: AppHandlerParts): (request: Request) => Promise<Response> {
  const file = async (path: string): Promise<Response> => {
    const type = types[extname(path)];
    if (type === undefined) return new Response("Not found", { status: 404 });
    try {
      const isAsset = path.startsWith("/assets/");
      return new Response(new Uint8Array(await readFile(join(folder, path))), {
        headers: {
          ...headers,
          "content-type": type,
          "cache-control": isAsset ? "public, max-age=31536000, immutable" : "no-cache",
        },
      });
    } catch {
      return new Response("Not found", { status: 404 });
    }
  };
  return async (request) => {
    const path = readPath(request.url);
    if (path === undefined) return new Response("Not found", { status: 404 });
    if (path === "/api" || path.startsWith("/api/")) return forward(request);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response("Method not allowed", { status: 405, headers: { allow: "GET, HEAD" } });
    }
    return file(extname(path) === "" ? "/index.html" : path);
  };
}

/** The decoded path of an address of the program; undefined for one that is not, or that would leave its folder. */
export function readPath(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol !== "app:" || hostname !== "sluice") return undefined;
  const path = decode(pathname);
  if (path === undefined || /[\0\\]/.test(path) || path.split("/").includes("..")) return undefined;
  return path.startsWith("/") ? path : `/${path}`;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

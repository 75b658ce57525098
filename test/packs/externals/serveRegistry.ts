import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { PackageLock } from "../../../core/packs/externals/packageLock.ts";

/**
 * A private registry of npm over a folder of tarballs: who has no token is told 401. Resolves with its address, without a slash
 * at the end, and the paths it gave.
 */
export async function serveRegistry(
  tarballs: string,
  { lock, token }: { lock: PackageLock; token: string },
): Promise<{ address: string; given: string[] }> {
  const given: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    const [, name = "", isFile] = /^\/([a-z-]+)(\/-\/.*)?$/.exec(path) ?? [];
    const locked = lock.packages[`node_modules/${name}`];
    if (locked?.version === undefined) return void response.writeHead(404).end();
    given.push(path);
    if (isFile !== undefined) return void response.end(readFileSync(join(tarballs, `${name}.tgz`)));
    const { version, integrity, dependencies } = locked;
    const dist = { tarball: `${address}/${name}/-/${name}-${version}.tgz`, integrity };
    const versions = { [version]: { name, version, dependencies, dist } };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address, given };
}

import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { findProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

export interface RedisTestServer {
  connection: Omit<Connection, "name"> & { settings: { host: string; port: number; user: string; password: string } };
  certificate: string | undefined;
}

/** A password that must never be seen. */
const password = "redis-swordfish/+42";

/** A Redis server that keeps nothing on the disk. `tls`: it has a certificate for localhost that it signed itself. `options`: more lines of its settings. */
export async function startRedis({
  tls = false,
  options = [] as readonly string[],
} = {}): Promise<TestServer<RedisTestServer>> {
  const path = findProgram(["/usr/bin/redis-server", "/usr/local/bin/redis-server"]);
  if (path === undefined) return { missing: "there is no redis-server in /usr/bin" };
  return startIn<RedisTestServer>(async (folder) => {
    const certificate = tls ? makeCertificate(folder) : undefined;
    const secure =
      certificate === undefined
        ? []
        : [`tls-cert-file ${certificate.certFile}`, `tls-key-file ${certificate.keyFile}`, "tls-auth-clients no"];
    const config = join(folder, "redis.conf");
    const lines = [
      "bind 127.0.0.1",
      'save ""',
      // Its command line stays, by which it is known as a server of tests.
      "set-proc-title no",
      `dir ${folder}`,
      "user default off",
      `user tester on >${password} ~* &* +@all`,
      ...secure,
      ...options,
    ];
    writeFileSync(config, `${lines.join("\n")}\n`);
    // The server is another user.
    chmodSync(config, 0o644);
    const { port, stop } = await startProgram(
      (free) => ({
        path,
        args: [config, ...(tls ? ["--port", "0", "--tls-port", String(free)] : ["--port", String(free)])],
        folder,
      }),
      { ready: /Ready to accept connections/, signal: "SIGTERM" },
    );
    const settings = { host: "127.0.0.1", port, user: "tester", password };
    return { certificate: certificate?.cert, connection: { kind: "redis", settings }, stop };
  });
}

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { findProgram, runProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

export interface PostgresServer {
  connection: Omit<Connection, "name">;
  certificate: string | undefined;
}

/** A password that must never be seen. */
const password = "pg-swordfish/ö 42";

const versions = "/usr/lib/postgresql";

/** A PostgreSQL server of the newest version that is installed. `tls`: it has a certificate for localhost that it signed itself. */
export async function startPostgres({ tls = false } = {}): Promise<TestServer<PostgresServer>> {
  const initdb = findProgram(binFolders().map((folder) => join(folder, "initdb")));
  if (initdb === undefined) return { missing: `there is no PostgreSQL in ${versions}` };
  return startIn<PostgresServer>(async (folder) => {
    const data = join(folder, "data");
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, password);
    const quick = ["--no-sync", "--encoding=UTF8", "--no-locale"];
    const access = ["--auth=scram-sha-256", "--username=tester", `--pwfile=${passwordFile}`];
    await runProgram({ path: initdb, args: ["-D", data, ...quick, ...access], folder });
    const certificate = tls ? makeCertificate(folder) : undefined;
    const secure =
      certificate === undefined
        ? []
        : ["ssl=on", `ssl_cert_file=${certificate.certFile}`, `ssl_key_file=${certificate.keyFile}`];
    const settings = ["fsync=off", "max_connections=20", "shared_buffers=32MB", ...secure];
    const { port, stop } = await startProgram(
      (free) => ({
        path: join(initdb, "..", "postgres"),
        args: ["-D", data, "-h", "127.0.0.1", "-k", "", "-p", String(free), ...settings.flatMap((one) => ["-c", one])],
        folder,
      }),
      { ready: /database system is ready to accept connections/, signal: "SIGINT" },
    );
    const settingsOf = { host: "127.0.0.1", port, user: "tester", password, database: "postgres" };
    return { certificate: certificate?.cert, connection: { kind: "postgresql", settings: settingsOf }, stop };
  });
}

/** Newest first. */
function binFolders(): string[] {
  try {
    const found = readdirSync(versions).sort((a, b) => Number(b) - Number(a));
    return found.map((version) => join(versions, version, "bin"));
  } catch {
    return [];
  }
}

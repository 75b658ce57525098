import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { findProgram, runProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

export interface MariadbServer {
  connection: Omit<Connection, "name">;
  certificate: string | undefined;
}

/** The server, what makes its tables, and what that asks for defaults. */
const programs = [
  ["/usr/sbin/mariadbd", "/usr/libexec/mariadbd"],
  ["/usr/bin/mariadb-install-db"],
  ["/usr/bin/my_print_defaults"],
];

/** A password that must never be seen. */
const password = "my-swordfish/+ 42";

/** A MariaDB server. `tls`: it has a certificate for localhost that it signed itself. */
export async function startMariadb({ tls = false } = {}): Promise<TestServer<MariadbServer>> {
  const [path, install, defaults] = programs.map((places) => findProgram(places));
  if (path === undefined || install === undefined || defaults === undefined) {
    return { missing: "there is no MariaDB in /usr/sbin and /usr/bin" };
  }
  return startIn<MariadbServer>(async (folder) => {
    const data = join(folder, "data");
    const made = ["--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=16M"];
    await runProgram({ path: install, args: ["--no-defaults", `--datadir=${data}`, ...made], folder });
    const access = join(folder, "access.sql");
    const statements = [
      "CREATE DATABASE tests;",
      `CREATE USER tester@'%' IDENTIFIED BY '${password}';`,
      "GRANT ALL ON tests.* TO tester@'%';",
    ];
    // One statement on each line.
    writeFileSync(access, statements.map((statement) => `${statement}\n`).join(""));
    const certificate = tls ? makeCertificate(folder) : undefined;
    const secure =
      certificate === undefined
        ? ["--skip-ssl"]
        : [`--ssl-cert=${certificate.certFile}`, `--ssl-key=${certificate.keyFile}`];
    const { port, stop } = await startProgram(
      (free) => ({
        path,
        args: [
          "--no-defaults",
          `--datadir=${data}`,
          `--port=${free}`,
          "--bind-address=127.0.0.1",
          `--socket=${join(folder, "socket")}`,
          `--pid-file=${join(folder, "pid")}`,
          `--init-file=${access}`,
          ...secure,
          "--skip-name-resolve",
          "--character-set-server=utf8mb4",
          "--innodb-flush-log-at-trx-commit=0",
          "--innodb-buffer-pool-size=64M",
          "--innodb-log-file-size=16M",
        ],
        folder,
      }),
      { ready: /ready for connections/, signal: "SIGTERM" },
    );
    const settings = { host: "127.0.0.1", port, user: "tester", password, database: "tests" };
    return { certificate: certificate?.cert, connection: { kind: "mysql", settings }, stop };
  });
}

import { once } from "node:events";
import { chownSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { vi } from "vitest";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { findProgram, runProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

export interface SlapdServer {
  /** Logs in as who may do all. */
  connection: Omit<Connection, "name"> & { settings: Record<string, string | number> };
  /** Logs in as who may read, and gets three entries at once. */
  reader: { user: string; password: string };
}

/** Passwords that must never be seen. */
const [password, readerPassword] = ["ldap-swordfish/+ö 42", "ldap-reader/+ö 42"];

const suffix = "dc=example,dc=org";

const content = `dn: ${suffix}
objectClass: domain
dc: example

dn: ou=people,${suffix}
objectClass: organizationalUnit
ou: people

dn: ou=former,${suffix}
objectClass: organizationalUnit
ou: former

dn: cn=reader,${suffix}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword:: ${Buffer.from(readerPassword).toString("base64")}
`;

/** An OpenLDAP server that holds `dc=example,dc=org` with `ou=people` and `ou=former`. `tls`: encrypted from the start, or when asked for. */
export async function startSlapd(tls: "on" | "starttls" = "starttls"): Promise<TestServer<SlapdServer>> {
  const path = findProgram(["/usr/sbin/slapd"]);
  if (path === undefined) return { missing: "there is no /usr/sbin/slapd" };
  return startIn<SlapdServer>(async (folder) => {
    const { certFile, keyFile, cert } = makeCertificate(folder);
    const { uid, gid } = statSync(folder);
    const data = join(folder, "data");
    mkdirSync(data);
    chownSync(data, uid, gid);
    const config = join(folder, "slapd.conf");
    const settings = [
      ...["core", "cosine", "inetorgperson", "nis"].map((name) => `include /etc/ldap/schema/${name}.schema`),
      "modulepath /usr/lib/ldap",
      "moduleload back_mdb",
      `pidfile ${join(folder, "pid")}`,
      `TLSCertificateFile ${certFile}`,
      `TLSCertificateKeyFile ${keyFile}`,
      "database mdb",
      "maxsize 16777216",
      "dbnosync",
      `suffix "${suffix}"`,
      `rootdn "cn=admin,${suffix}"`,
      `rootpw "${password}"`,
      `directory ${data}`,
      "access to attrs=userPassword by anonymous auth by * none",
      "access to * by users read by * none",
      `limits dn.exact="cn=reader,${suffix}" size.soft=3 size.hard=3 size.prtotal=unlimited`,
    ];
    writeFileSync(config, `${settings.join("\n")}\n`);
    const entries = join(folder, "content.ldif");
    writeFileSync(entries, content);
    // One program does the work of several by its name.
    await runProgram({ path: "/usr/sbin/slapadd", args: ["-q", "-f", config, "-l", entries], folder });
    const scheme = tls === "on" ? "ldaps" : "ldap";
    const { port, stop } = await startProgram(
      (free) => ({ path, args: ["-d", "256", "-f", config, "-h", `${scheme}://127.0.0.1:${free}`], folder }),
      { ready: /slapd starting/, signal: "SIGTERM" },
    );
    // It says so a little before it listens.
    await vi.waitFor(() => tryConnect(port), { timeout: 60_000, interval: 20 });
    const user = `cn=admin,${suffix}`;
    const settingsOf = { host: "localhost", port, user, password, base: suffix, tls, ca: cert };
    return {
      connection: { kind: "ldap", settings: settingsOf },
      reader: { user: `cn=reader,${suffix}`, password: readerPassword },
      stop,
    };
  });
}

async function tryConnect(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
}

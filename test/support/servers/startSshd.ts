import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeKeyPair } from "./makeKeyPair.ts";
import { findProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

export interface SshdServer {
  /** Lets in who runs the tests, by a key: without PAM and users of its own a server knows no other password. */
  connection: Omit<Connection, "name"> & { settings: Record<string, string | number> };
  /** The private key as a file. */
  keyFile: string;
  /** Public keys of the server: that of `host_key` in the connection is the first. */
  hostKeys: [ed25519: string, ecdsa: string];
}

/** An OpenSSH server for the user who runs the tests. `options`: more lines of its settings. */
export async function startSshd(options: readonly string[] = []): Promise<TestServer<SshdServer>> {
  const path = findProgram(["/usr/sbin/sshd"]);
  if (path === undefined) return { missing: "there is no /usr/sbin/sshd" };
  return startIn<SshdServer>(async (folder) => {
    // As root it wants the folder that its start script makes.
    if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
    const write = (name: string, text: string): string => {
      const file = join(folder, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    };
    const host = makeKeyPair();
    const other = ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 });
    const user = makeKeyPair();
    const keyFile = write("user", user.private);
    const settings = [
      `HostKey ${write("host", host.private)}`,
      `HostKey ${write("other", other.private)}`,
      `AuthorizedKeysFile ${write("authorized", `${user.public}\n`)}`,
      "StrictModes no",
      "UsePAM no",
      "PidFile none",
      "PermitRootLogin prohibit-password",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "MaxStartups 100",
      "Subsystem sftp internal-sftp",
      // A bash that thinks it lies deeper does not read what its user has made ready for logging in.
      "SetEnv SHLVL=9",
      ...options,
    ];
    const config = write("config", `${settings.join("\n")}\n`);
    const { port, stop } = await startProgram(
      (free) => ({
        path,
        args: ["-D", "-e", "-f", config, "-o", "ListenAddress=127.0.0.1", "-p", String(free)],
        folder,
        asUser: true,
      }),
      { ready: /Server listening on 127\.0\.0\.1/, signal: "SIGTERM" },
    );
    const connection = {
      kind: "ssh",
      settings: {
        host: "127.0.0.1",
        port,
        user: userInfo().username,
        private_key: readFileSync(keyFile, "utf8"),
        host_key: host.public,
      },
    };
    return { connection, keyFile, hostKeys: [host.public, other.public], stop };
  });
}

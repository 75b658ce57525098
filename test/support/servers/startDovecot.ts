import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { findProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

export interface DovecotServer {
  connection: Omit<Connection, "name"> & { settings: Record<string, string | number> };
}

/** A password that must never be seen. */
const password = "imap-swordfish/+ö 42";

/**
 * A Dovecot that lets in the user `tester`, with folders `INBOX`, `Done`, and `Locked`, which takes no messages. `tls`: encrypted
 * from the start, or when asked for. `introspection`: an address that knows tokens, which let in as well.
 */
export async function startDovecot(
  tls: "on" | "starttls" = "starttls",
  { introspection }: { introspection?: string } = {},
): Promise<TestServer<DovecotServer>> {
  const path = findProgram(["/usr/sbin/dovecot"]);
  if (path === undefined) return { missing: "there is no /usr/sbin/dovecot" };
  if (findProgram(["/usr/lib/dovecot/imap"]) === undefined) return { missing: "this Dovecot has no IMAP" };
  const version = execFileSync(path, ["--version"], { encoding: "utf8" });
  // The settings of version 2.4 have other names.
  if (!version.startsWith("2.3.")) return { missing: `it is Dovecot ${version.trim()}, and not 2.3` };
  return startIn<DovecotServer>(async (folder) => {
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? "nobody" : userInfo().username;
    const group = execFileSync("id", ["-gn", user], { encoding: "utf8" }).trim();
    const { certFile, keyFile, cert } = makeCertificate(folder);
    const users = join(folder, "users");
    writeFileSync(users, `tester:${password}\n`);
    const rights = join(folder, "rights");
    writeFileSync(rights, "Locked owner lrk\n");
    const tokens = join(folder, "tokens");
    writeFileSync(
      tokens,
      `introspection_url = ${introspection}\nintrospection_mode = get\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n`,
    );
    const byToken =
      introspection === undefined
        ? ""
        : `auth_mechanisms = plain xoauth2 oauthbearer\npassdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${tokens}\n}\n`;
    const configOf = (port: number): string => {
      const [plain, secure] = tls === "on" ? [0, port] : [port, 0];
      const file = join(folder, `config-${port}`);
      writeFileSync(
        file,
        `
base_dir = ${join(folder, "run")}
state_dir = ${join(folder, "run")}
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
ssl = ${tls === "on" ? "required" : "yes"}
ssl_cert = <${certFile}
ssl_key = <${keyFile}
disable_plaintext_auth = no
mail_location = maildir:${join(folder, "mail")}
mail_fsync = never
auth_failure_delay = 0
${byToken}passdb {
  driver = passwd-file
  args = scheme=plain ${users}
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Done {
    auto = create
  }
  mailbox Locked {
    auto = create
  }
}
mail_plugins = acl
plugin {
  acl = vfile:${rights}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${plain}
  }
  inet_listener imaps {
    port = ${secure}
  }
}
service anvil {
  chroot =
  # Nobody waits for having failed before.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`,
      );
      return file;
    };
    const { port, stop } = await startProgram((free) => ({ path, args: ["-F", "-c", configOf(free)], folder }), {
      ready: /starting up for imap/,
      signal: "SIGTERM",
    });
    const settings = { host: "localhost", port, user: "tester", password, tls, ca: cert };
    return { connection: { kind: "imap", settings }, stop };
  });
}

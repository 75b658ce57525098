import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import process from "node:process";

/** Debian's packages of servers that steps are tried against, each with a path that it brings. */
const servers = {
  postgresql: ["/usr/lib/postgresql"],
  "mariadb-server-core": ["/usr/sbin/mariadbd"],
  "mariadb-client-core": ["/usr/bin/my_print_defaults"],
  "openssh-server": ["/usr/sbin/sshd"],
  // What an SSH agent is in.
  "openssh-client": ["/usr/bin/ssh-agent", "/usr/bin/ssh-add"],
  "redis-server": ["/usr/bin/redis-server"],
  "dovecot-imapd": ["/usr/sbin/dovecot", "/usr/lib/dovecot/imap"],
  slapd: ["/usr/sbin/slapd"],
};
/** The packages that let people in at once, and from the next start of the machine on, by what systemd starts for them. */
const services = {
  "openssh-server": ["ssh.service", "ssh.socket"],
  "redis-server": ["redis-server.service"],
  "dovecot-imapd": ["dovecot.service", "dovecot.socket"],
  slapd: ["slapd.service"],
};
/** A mirror that does not answer must not keep the tests waiting, ms. */
const longest = 300_000;

/** On Debian, and as root, installs the servers that are missing. What cannot be had is no failure: the tests that need it say so. */
export async function installServers() {
  const missing = Object.keys(servers).filter((name) => !servers[name].every((path) => existsSync(path)));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const quiet = ["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"];
  const steps = [["update"], ["install", "-y", "--no-install-recommends", ...missing]];
  const units = missing.flatMap((name) => services[name] ?? []);
  await control(units, ["mask", "--runtime"]);
  for (const args of steps) {
    if (await runQuietly("/usr/bin/apt-get", [...quiet, ...args])) continue;
    process.stdout.write(`Not installed: ${missing.join(", ")}. Tests that need them are skipped.\n`);
    break;
  }
  await control(units, ["unmask", "--runtime"]);
  await control(units, ["disable", "--now"]);
}

/** What systemd, where it runs, does with services. */
async function control(units, args) {
  for (const unit of units) await runQuietly("/usr/bin/systemctl", [...args, unit]);
}

/** Whether it ended well and in time. */
async function runQuietly(command, args) {
  // The level of a single user keeps packages from starting what they bring.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const child = spawn(command, args, { env, stdio: "ignore", timeout: longest });
  const [code] = await Promise.race([once(child, "close"), once(child, "error").then(() => [1])]);
  return code === 0;
}

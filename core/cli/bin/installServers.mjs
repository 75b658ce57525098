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
};
/** A mirror that does not answer must not keep the tests waiting, ms. */
const longest = 300_000;

/** On Debian, and as root, installs the servers that are missing. What cannot be had is no failure: the tests that need it say so. */
export async function installServers() {
  const missing = Object.keys(servers).filter((name) => !servers[name].every((path) => existsSync(path)));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const quiet = ["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"];
  const steps = [["update"], ["install", "-y", "--no-install-recommends", ...missing]];
  // Its package lets people in at once, and from the next start of the machine on.
  const isNew = missing.includes("openssh-server");
  if (isNew) await control("mask", "--runtime");
  for (const args of steps) {
    if (await runQuietly("/usr/bin/apt-get", [...quiet, ...args])) continue;
    process.stdout.write(`Not installed: ${missing.join(", ")}. Tests that need them are skipped.\n`);
    break;
  }
  if (isNew) {
    await control("unmask", "--runtime");
    await control("disable", "--now");
  }
}

/** What systemd, where it runs, does with the server of SSH. */
async function control(verb, option) {
  for (const unit of ["ssh.service", "ssh.socket"]) await runQuietly("/usr/bin/systemctl", [verb, option, unit]);
}

/** Whether it ended well and in time. */
async function runQuietly(command, args) {
  // The level of a single user keeps packages from starting what they bring.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const child = spawn(command, args, { env, stdio: "ignore", timeout: longest });
  const [code] = await Promise.race([once(child, "close"), once(child, "error").then(() => [1])]);
  return code === 0;
}

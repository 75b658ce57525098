import { type Connection, StepException } from "sluice";
import ssh2 from "ssh2";
import { type HostKeyCheck, parseHostKey } from "./hostKeys.ts";

/** The settings of a connection do not say how to reach the server, or it cannot be reached or trusted. */
export class ConnectionException extends StepException {}

/** How a server is reached and who logs in. */
export interface SshSettings {
  host: string;
  port: number;
  user: string;
  password: string | undefined;
  privateKey: ssh2.ParsedKey | undefined;
  /** Path of the socket of an agent. */
  agent: string | undefined;
  hostKey: HostKeyCheck;
}

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`ssh\`) and the variables \`host\`, \`port\` (22), \`user\` and one or more of:

- \`private_key\`, the text of a private key of OpenSSH, PEM (RSA, EC) or PuTTY, encrypted, with its \`passphrase\`;
- \`agent\`, the path of the socket of an SSH agent, such as \`$ENV(SSH_AUTH_SOCK)\`;
- \`password\`, encrypted; it also answers a server that asks for it as a question.

\`host_key\` says by what the server is known: its fingerprint (\`SHA256:...\`, several in any order), its public key, or lines of a
\`known_hosts\` file. \`any\` trusts whoever answers at the address, and the log warns of it. Without it nobody is logged in, and the error
names the fingerprint that the server shows: compare it with \`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\` there.

\`tunnel\` names another connection of this kind: the way leads through its server, which only passes on what is encrypted to the end.
`;

/** Throws ConnectionException, which names the setting. */
export function readSshSettings({ name, kind, settings, tunnel }: Connection): SshSettings {
  const read = (setting: string): string | undefined => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(name, `"${setting}" is no text`);
    return String(value);
  };
  const need = (setting: string): string => {
    const value = read(setting);
    if (value === undefined) throw wrong(name, `"${setting}" is missing`);
    return value;
  };
  if (kind !== "ssh") throw wrong(name, `it is of the kind ${kind}, not ssh`);
  const way = read("tunnel");
  if (way !== undefined && tunnel === undefined)
    throw wrong(name, `"tunnel" names no connection, or leads in a circle: ${way}`);
  const [host, user, port] = [need("host"), need("user"), Number(read("port") ?? 22)];
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw wrong(name, '"port" is no number from 1 to 65535');
  const [password, agent, key] = [read("password"), read("agent"), read("private_key")];
  if (password === undefined && agent === undefined && key === undefined) {
    throw wrong(name, 'it needs a "private_key", an "agent" or a "password"');
  }
  const hostKey = parseHostKey(read("host_key"), { host, port });
  if (typeof hostKey === "string") throw wrong(name, `"host_key" ${hostKey}`);
  const privateKey = key === undefined ? undefined : readPrivateKey(name, { key, passphrase: read("passphrase") });
  return { host, port, user, password, privateKey, agent, hostKey };
}

function readPrivateKey(
  name: string,
  { key, passphrase }: { key: string; passphrase: string | undefined },
): ssh2.ParsedKey {
  const parsed = ssh2.utils.parseKey(restoreLines(key), passphrase);
  const [first] = Array.isArray(parsed) ? (parsed as ssh2.ParsedKey[]) : [parsed];
  if (first === undefined || first instanceof Error) {
    throw wrong(name, `"private_key" cannot be read: ${first?.message ?? "it is empty"}`);
  }
  if (!first.isPrivateKey()) throw wrong(name, '"private_key" is a public key');
  return first;
}

/** A key that lost its line breaks in a field of one line gets them back. */
function restoreLines(key: string): string {
  const text = key.trim().replaceAll("\\n", "\n");
  const whole = /^(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)$/.exec(text);
  if (whole === null) return `${text}\n`;
  const [, begin = "", body = "", end = ""] = whole;
  return [begin, ...(body.replace(/\s+/g, "").match(/.{1,70}/g) ?? []), end, ""].join("\n");
}

function wrong(name: string, reason: string): ConnectionException {
  return new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
}

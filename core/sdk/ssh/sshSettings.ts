import ssh2 from "ssh2";
import type { Connection } from "../../model/Connection.ts";
import { type ConnectionSettings, readSettings } from "../readSettings.ts";
import { type HostKeyCheck, parseHostKey } from "./hostKeys.ts";

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

/** Throws ConnectionException, which names the setting. */
export function readSshSettings(connection: Connection): SshSettings {
  const settings = readSettings(connection);
  const { read, need, readNumber, wrong } = settings;
  if (connection.kind !== "ssh") throw wrong(`it is of the kind ${connection.kind}, not ssh`);
  const [host, user, port] = [need("host"), need("user"), readNumber("port", { fallback: 22 })];
  const [password, agent, key] = [read("password"), read("agent"), read("private_key")];
  if (password === undefined && agent === undefined && key === undefined) {
    throw wrong('it needs a "private_key", an "agent" or a "password"');
  }
  const hostKey = parseHostKey(read("host_key"), { host, port });
  if (typeof hostKey === "string") throw wrong(`"host_key" ${hostKey}`);
  const privateKey = key === undefined ? undefined : readPrivateKey(key, settings);
  return { host, port, user, password, privateKey, agent, hostKey };
}

function readPrivateKey(key: string, { read, wrong }: ConnectionSettings): ssh2.ParsedKey {
  const parsed = ssh2.utils.parseKey(restoreLines(key), read("passphrase"));
  const [first] = Array.isArray(parsed) ? (parsed as ssh2.ParsedKey[]) : [parsed];
  if (first === undefined || first instanceof Error) {
    throw wrong(`"private_key" cannot be read: ${first?.message ?? "it is empty"}`);
  }
  if (!first.isPrivateKey()) throw wrong('"private_key" is a public key');
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

import { isIP } from "node:net";
import { type ConnectionOptions, checkServerIdentity, rootCertificates } from "node:tls";
import { ResultCodeError } from "ldapts";
import { type Connection, StepException } from "sluice";

/** When a connection is encrypted: from the start (ldaps), after a word in the clear, or never. */
export type TlsMode = "on" | "starttls" | "off";

const ports: Record<TlsMode, number> = { on: 636, starttls: 389, off: 389 };

/** How a directory is reached. */
export interface LdapSettings {
  name: string;
  host: string;
  port: number;
  /** The DN that logs in; undefined = nobody does. */
  user: string | undefined;
  password: string | undefined;
  /** Where searches begin when a step does not say; "" = at the top. */
  base: string;
  tls: TlsMode;
  tlsOptions: ConnectionOptions;
}

/** The settings of a connection do not say how to reach the server, or it cannot be reached. */
export class ConnectionException extends StepException {}

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`ldap\`) and the variables \`host\`, \`port\`, \`user\` (the DN that logs in, such as
\`cn=sync,dc=example,dc=org\`, or what else the server takes for it; without it nobody logs in), \`password\` (encrypted), \`base\` (where
searches begin) and \`tls\`: \`on\` encrypts from the start (\`ldaps\`, port ${ports.on} without another), \`starttls\` before the login, and not at all
without it (port ${ports.starttls}), \`off\` never (port ${ports.off}). Without \`tls\` it is \`on\`. \`certificate\` is \`checked\` or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted besides those of the system.
`;

/** Throws ConnectionException, which names the setting. */
export function readLdapSettings({ name, settings }: Connection): LdapSettings {
  const read = (setting: string): string | undefined => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(name, `"${setting}" is no text`);
    return String(value);
  };
  if (read("tunnel") !== undefined) throw wrong(name, '"tunnel" is for connections of the kind ssh alone');
  const host = read("host");
  if (host === undefined) throw wrong(name, '"host" is missing');
  const tls = read("tls") ?? "on";
  if (tls !== "on" && tls !== "starttls" && tls !== "off") throw wrong(name, '"tls" is on, starttls or off');
  const port = Number(read("port") ?? ports[tls]);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw wrong(name, '"port" is no number from 1 to 65535');
  const [user, password] = [read("user"), read("password")];
  if (user === undefined && password !== undefined) throw wrong(name, '"user" is missing');
  // With a DN and no password a server lets in nobody in particular, and says that all is well.
  if (user !== undefined && password === undefined) throw wrong(name, '"password" is missing');
  const certificate = read("certificate") ?? "checked";
  if (certificate !== "checked" && certificate !== "unchecked") {
    throw wrong(name, '"certificate" is checked or unchecked');
  }
  const ca = read("ca");
  const tlsOptions: ConnectionOptions = {
    host,
    rejectUnauthorized: certificate === "checked",
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    // An address is no name that a server could be asked for, but its certificate must name it all the same.
    ...(isIP(host) === 0
      ? { servername: host }
      : { checkServerIdentity: (_name, peer) => checkServerIdentity(host, peer) }),
  };
  return { name, host, port, user, password, base: read("base") ?? "", tls, tlsOptions };
}

function wrong(name: string, reason: string): ConnectionException {
  return new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
}

/** The message of an error; of several tries to connect the first one's. A server that refuses something may say no more than a number. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const said = error.message.replaceAll("\0", "").trim().replace(/\s+/g, " ");
  if (!(error instanceof ResultCodeError)) return said || String((error as { code?: unknown }).code ?? error.name);
  const kind = error.name.replace(/Error$/, "").replace(/(?<=[a-z])[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
  const more = said.replace(/ ?Code: 0x[0-9a-f]+$/, "");
  return `${kind} (${error.code})${more === "" ? "" : `: ${more}`}`;
}

import { isIP } from "node:net";
import { type ConnectionOptions, checkServerIdentity, rootCertificates } from "node:tls";
import { type Connection, connection, defineParameters, duration, StepException } from "sluice";

/** What every step asks for that works on a mail server of a kind. */
export function serverParameters(kind: string) {
  return defineParameters({
    connection: connection({
      title: "Connection",
      description: `The connection to the server, of the kind ${kind}.`,
      kinds: [kind],
      testedBy: "testConnection",
      required: true,
    }),
    timeout: duration({
      title: "Timeout",
      description: "Longest time to connect, and for the server to say nothing when it is its turn.",
      defaultValue: 60,
      min: 0.001,
      max: 2_000_000,
      advanced: true,
    }),
  });
}

/** When a connection is encrypted: from the start, after a word in the clear, or never. */
export type TlsMode = "on" | "starttls" | "off";

/** What a kind of server is used to. */
export interface ServerKind {
  kind: string;
  /** The mode without a setting. */
  tls: TlsMode;
  /** The ports without a setting. */
  ports: Record<TlsMode, number>;
}

/** How a mail server is reached. */
export interface MailServer {
  name: string;
  host: string;
  port: number;
  user: string | undefined;
  password: string | undefined;
  /** Who sends mail when a step does not say. */
  from: string | undefined;
  tls: TlsMode;
  /** For the library. */
  tlsOptions: ConnectionOptions;
}

/** The settings of a connection do not say how to reach the server, or it cannot be reached. */
export class ConnectionException extends StepException {}

/** What the help of every step says of its connection. */
export const settingsHelp = ({ kind, tls, ports }: ServerKind): string => `
**Connection.** A configuration with the key \`connection\` (\`${kind}\`) and the variables \`host\`, \`port\`, \`user\`, \`password\` (encrypted)
and \`tls\`: \`on\` encrypts from the start (port ${ports.on} without another), \`starttls\` before the login, and not at all without it
(port ${ports.starttls}), \`off\` never (port ${ports.off}). Without \`tls\` it is \`${tls}\`. \`certificate\` is \`checked\` or \`unchecked\`; \`ca\` is
a certificate in PEM that is trusted besides those of the system.
`;

/** Throws ConnectionException, which names the setting. */
export function readMailServer({ name, settings }: Connection, kind: ServerKind): MailServer {
  const read = (setting: string): string | undefined => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(name, `"${setting}" is no text`);
    return String(value);
  };
  if (read("tunnel") !== undefined) throw wrong(name, '"tunnel" is for connections of the kind ssh alone');
  const host = read("host");
  if (host === undefined) throw wrong(name, '"host" is missing');
  const tls = read("tls") ?? kind.tls;
  if (tls !== "on" && tls !== "starttls" && tls !== "off") throw wrong(name, '"tls" is on, starttls or off');
  const port = Number(read("port") ?? kind.ports[tls]);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw wrong(name, '"port" is no number from 1 to 65535');
  const [user, password] = [read("user"), read("password")];
  if (user === undefined && password !== undefined) throw wrong(name, '"user" is missing');
  if (user !== undefined && password === undefined) throw wrong(name, '"password" is missing');
  const certificate = read("certificate") ?? "checked";
  if (certificate !== "checked" && certificate !== "unchecked") {
    throw wrong(name, '"certificate" is checked or unchecked');
  }
  const ca = read("ca");
  const tlsOptions: ConnectionOptions = {
    rejectUnauthorized: certificate === "checked",
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    // An address is no name that a server could be asked for, but its certificate must name it all the same.
    ...(isIP(host) !== 0 && { checkServerIdentity: (_name, peer) => checkServerIdentity(host, peer) }),
  };
  return { name, host, port, user, password, from: read("from"), tls, tlsOptions };
}

/** A connection that cannot be used for a reason of its settings. */
export function wrong(name: string, reason: string): ConnectionException {
  return new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
}

/** A server that cannot be reached or lets nobody in. */
export function toConnectionException(name: string, error: unknown): ConnectionException {
  return new ConnectionException(`The connection "${name}" cannot be made: ${reasonOf(error)}`, { cause: error });
}

/** The message of an error; of several tries to connect the first one's. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message || String((error as { code?: unknown }).code ?? error.name);
}

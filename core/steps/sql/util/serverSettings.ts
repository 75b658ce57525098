import { type Connection, connection, defineParameters, duration, StepException } from "sluice";

/** What every step asks for that works on a server of a kind. */
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
      description: "Longest time to connect, and for the server to answer one statement.",
      defaultValue: 60,
      min: 0.001,
      max: 2_000_000,
      advanced: true,
    }),
  });
}

/** How a database server is reached. */
export interface ServerSettings {
  host: string;
  port: number;
  user?: string;
  password?: string;
  database?: string;
  /** undefined = without TLS. */
  tls: TlsSettings | undefined;
}

export interface TlsSettings {
  /** Whether the certificate must be trusted and name the host. */
  rejectUnauthorized: boolean;
  /** PEM. */
  ca?: string;
  cert?: string;
  key?: string;
}

/** The settings of a connection do not say how to reach the server, or it cannot be reached. */
export class ConnectionException extends StepException {}

/** What the help of every step says of its connection. */
export const settingsHelp = (port: number): string => `
**Connection.** A configuration with the key \`connection\` and the variables \`host\`, \`port\` (${port}), \`user\`, \`password\` (encrypted) and
\`database\`. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a certificate in PEM that is trusted instead of
those of the system, \`cert\` and \`key\` are those of the client. After a step the connection stays open for a few seconds for the next one,
made as new; what was not committed is taken back.
`;

/** Throws ConnectionException, which names the setting. */
export function readServerSettings({ name, settings }: Connection, { port }: { port: number }): ServerSettings {
  const read: Read = (setting) => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(name, `"${setting}" is no text`);
    return String(value);
  };
  // The password must not go another way than the person thinks.
  if (read("tunnel") !== undefined) throw wrong(name, '"tunnel" is for connections of the kind ssh alone');
  const host = read("host");
  if (host === undefined) throw wrong(name, '"host" is missing');
  const given = Number(read("port") ?? port);
  if (!Number.isInteger(given) || given < 1 || given > 65535) throw wrong(name, '"port" is no number from 1 to 65535');
  return { host, port: given, ...readTexts(["user", "password", "database"], read), tls: readTls(name, read) };
}

type Read = (setting: string) => string | undefined;

/** The settings that have a value. */
function readTexts<N extends string>(names: readonly N[], read: Read): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function readTls(name: string, read: Read): TlsSettings | undefined {
  const mode = (read("tls") ?? "off").toLowerCase();
  if (["off", "false"].includes(mode)) return undefined;
  if (!["on", "true", "unchecked"].includes(mode)) throw wrong(name, '"tls" is off, on or unchecked');
  return { rejectUnauthorized: mode !== "unchecked", ...readTexts(["ca", "cert", "key"], read) };
}

function wrong(name: string, reason: string): ConnectionException {
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

/** The beginning of a statement, for a message; it holds no values. */
export function shortStatement(sql: string): string {
  const text = sql.trim().replace(/\s+/g, " ");
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

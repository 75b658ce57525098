import {
  type Connection,
  connection,
  defineParameters,
  duration,
  readSettings,
  readTls,
  type TlsSettings,
} from "sluice";

/** What every step asks for that works on a server of a kind. */
export function serverParameters(kind: string) {
  return defineParameters({
    connection: connection({
      title: "Connection",
      description: `The connection to the server, of the kind ${kind}.`,
      kinds: [kind],
      testedBy: "testConnection",
      tunnel: true,
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

/** What the help of every step says of its connection. */
export const settingsHelp = (port: number): string => `
**Connection.** A configuration with the key \`connection\` and the variables \`host\`, \`port\` (${port}), \`user\`, \`password\` (encrypted) and
\`database\`. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a certificate in PEM that is trusted instead of
those of the system, \`cert\` and \`key\` are those of the client. After a step the connection stays open for a few seconds for the next one,
made as new; what was not committed is taken back.

\`tunnel\` names a connection of the kind \`ssh\`: the way leads through its server, which knows the database as \`host\` and \`port\`. Nothing
listens for it on this computer.
`;

/** Throws ConnectionException, which names the setting. */
export function readServerSettings(given: Connection, { port }: { port: number }): ServerSettings {
  const settings = readSettings(given);
  return {
    host: settings.need("host"),
    port: settings.readNumber("port", { fallback: port }),
    ...settings.readAll("user", "password", "database"),
    tls: readTls(settings),
  };
}

/** The beginning of a statement, for a message; it holds no values. */
export function shortStatement(sql: string): string {
  const text = sql.trim().replace(/\s+/g, " ");
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

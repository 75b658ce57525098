import {
  type Connection,
  connection,
  defineParameters,
  duration,
  readSecureServer,
  readSettings,
  type SecureServer,
  type TlsMode,
} from "sluice";

/** What every step asks for that works on a mail server of a kind. */
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
    oauth: connection({
      title: "OAuth 2.0",
      description: "A connection of the kind oauth2 whose token lets the user in, instead of a password.",
      kinds: ["oauth2"],
      advanced: true,
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

/** What a kind of server is used to. */
export interface ServerKind {
  kind: string;
  /** The mode without a setting. */
  tls: TlsMode;
  /** The ports without a setting. */
  ports: Record<TlsMode, number>;
}

/** How a mail server is reached. */
export interface MailServer extends SecureServer {
  name: string;
  /** Who sends mail when a step does not say. */
  from: string | undefined;
}

/** What the help of every step says of its connection. */
export const settingsHelp = ({ kind, tls, ports }: ServerKind): string => `
**Connection.** A configuration with the key \`connection\` (\`${kind}\`) and the variables \`host\`, \`port\`, \`user\`, \`password\` (encrypted)
and \`tls\`: \`on\` encrypts from the start (port ${ports.on} without another), \`starttls\` before the login, and not at all without it
(port ${ports.starttls}), \`off\` never (port ${ports.off}). Without \`tls\` it is \`${tls}\`. \`certificate\` is \`checked\` or \`unchecked\`; \`ca\` is
a certificate in PEM that is trusted besides those of the system. \`tunnel\` names a connection of the kind \`ssh\`: the way leads through its server,
which knows the mail server as \`host\` and \`port\`.

Servers that take no passwords any more get a token: *OAuth 2.0* of the step names the connection that it comes from, and \`user\` says whose mailbox it is.
`;

/** Whether who logs in has to have a token, which a step gets from a connection of its own. */
export function hasNoPassword(connection: Connection): boolean {
  const { read } = readSettings(connection);
  return read("user") !== undefined && read("password") === undefined;
}

/** What a test says of a user who has no password: the token is tested with the connection that it comes from. */
export const byToken = (user: string): string =>
  `answers; ${user} has no password here and is let in by the token of the connection that the step names, which was not tried`;

/** Throws ConnectionException, which names the setting. */
export function readMailServer(
  connection: Connection,
  { hasToken, ...kind }: ServerKind & { hasToken: boolean },
): MailServer {
  const { read } = readSettings(connection);
  return { ...readSecureServer(connection, { ...kind, hasToken }), name: connection.name, from: read("from") };
}

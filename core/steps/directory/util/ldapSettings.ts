import { ResultCodeError } from "ldapts";
import { type Connection, readSecureServer, readSettings, reasonOf, type SecureServer, type TlsMode } from "sluice";

const ports: Record<TlsMode, number> = { on: 636, starttls: 389, off: 389 };

/** How a directory is reached: `user` is the DN that logs in; undefined = nobody does. */
export interface LdapSettings extends SecureServer {
  name: string;
  /** Where searches begin when a step does not say; "" = at the top. */
  base: string;
}

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`ldap\`) and the variables \`host\`, \`port\`, \`user\` (the DN that logs in, such as
\`cn=sync,dc=example,dc=org\`, or what else the server takes for it; without it nobody logs in), \`password\` (encrypted), \`base\` (where
searches begin) and \`tls\`: \`on\` encrypts from the start (\`ldaps\`, port ${ports.on} without another), \`starttls\` before the login, and not at all
without it (port ${ports.starttls}), \`off\` never (port ${ports.off}). Without \`tls\` it is \`on\`. \`certificate\` is \`checked\` or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted besides those of the system. \`tunnel\` names a connection of the kind \`ssh\`: the way leads through its server,
which knows the directory as \`host\` and \`port\`.
`;

/** Throws ConnectionException, which names the setting. */
export function readLdapSettings(connection: Connection): LdapSettings {
  // With a DN and no password a server lets in nobody in particular, and says that all is well.
  const server = readSecureServer(connection, { tls: "on", ports });
  return { ...server, name: connection.name, base: readSettings(connection).read("base") ?? "" };
}

/** The message of an error. A server that refuses something may say no more than a number. */
export function ldapReasonOf(error: unknown): string {
  const said = reasonOf(error).replaceAll("\0", "").trim().replace(/\s+/g, " ");
  if (!(error instanceof ResultCodeError)) return said;
  const kind = error.name.replace(/Error$/, "").replace(/(?<=[a-z])[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
  const more = said.replace(/ ?Code: 0x[0-9a-f]+$/, "");
  return `${kind} (${error.code})${more === "" ? "" : `: ${more}`}`;
}

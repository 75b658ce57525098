import type { RedisClientOptions } from "@redis/client";
import { type Connection, readSettings, readTls } from "sluice";

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`redis\`) and the variables \`host\`, \`port\` (6379), \`user\` (of servers that know
several), \`password\` (encrypted) and \`database\`, a number. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted instead of those of the system, \`cert\` and \`key\` are those of the client.
`;

/** Throws ConnectionException, which names the setting. */
export function readRedisSettings(connection: Connection): RedisClientOptions {
  const settings = readSettings(connection);
  const { read, readAll, readNumber, need, wrong } = settings;
  // The password must not go another way than the person thinks.
  if (read("tunnel") !== undefined) throw wrong('"tunnel" is not for connections of this kind');
  const place = { host: need("host"), port: readNumber("port", { fallback: 6379 }) };
  const { user: username, ...login } = readAll("user", "password");
  const tls = readTls(settings);
  return {
    ...(username === undefined ? {} : { username }),
    ...login,
    database: readNumber("database", { fallback: 0, least: 0 }),
    socket: tls === undefined ? place : { ...place, ...tls, tls: true },
  };
}

import type { MongoClientOptions } from "mongodb";
import { type Connection, StepException } from "sluice";

/** The settings of a connection do not say how to reach the server, or it cannot be reached. */
export class ConnectionException extends StepException {}

/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`mongodb\`) and the variables \`host\`, \`port\` (27017), \`database\`, \`user\`,
\`password\` (encrypted) and \`auth_source\`, the database that knows the user (\`admin\`). Instead of host and port \`url\` may hold a connection string,
such as \`mongodb+srv://cluster.example.net/?retryWrites=true\`. \`tls\` is \`off\`, \`on\` (the certificate is checked) or \`unchecked\`; \`ca\` is a
certificate in PEM that is trusted instead of those of the system, \`cert\` and \`key\` are those of the client.
`;

export interface MongoSettings {
  url: string;
  database: string;
  user: string | undefined;
  options: MongoClientOptions;
}

/** Throws ConnectionException, which names the setting. */
export function readMongoSettings({ name, settings }: Connection): MongoSettings {
  const wrong = (reason: string) => new ConnectionException(`The connection "${name}" cannot be used: ${reason}`);
  const read = (setting: string): string | undefined => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") throw wrong(`"${setting}" is no text`);
    return String(value);
  };
  // The password must not go another way than the person thinks.
  if (read("tunnel") !== undefined) throw wrong('"tunnel" is for connections of the kind ssh alone');
  const [host, given, database, user] = [read("host"), read("url"), read("database"), read("user")];
  if (host === undefined && given === undefined) throw wrong('"host" is missing');
  if (given !== undefined && !/^mongodb(\+srv)?:\/\//.test(given)) throw wrong('"url" begins with no mongodb://');
  if (database === undefined) throw wrong('"database" is missing');
  const port = Number(read("port") ?? 27017);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw wrong('"port" is no number from 1 to 65535');
  const mode = read("tls")?.toLowerCase();
  if (mode !== undefined && !["off", "false", "on", "true", "unchecked"].includes(mode))
    throw wrong('"tls" is off, on or unchecked');
  const [ca, cert, key] = [read("ca"), read("cert"), read("key")];
  if (user === undefined && read("password") !== undefined) throw wrong('"password" is given without "user"');
  const isSecure = mode !== undefined && mode !== "off" && mode !== "false";
  // An address of version 6 stands in brackets.
  const place = host?.includes(":") ? `[${host}]` : host;
  return {
    url: given ?? `mongodb://${place}:${port}/?directConnection=true`,
    database,
    user,
    options: {
      ...(user === undefined
        ? {}
        : { auth: { username: user, password: read("password") ?? "" }, authSource: read("auth_source") ?? "admin" }),
      // What a connection string says of it stands where nothing else is said.
      ...(mode === undefined ? {} : { tls: isSecure }),
      ...(isSecure && {
        tlsAllowInvalidCertificates: mode === "unchecked",
        tlsAllowInvalidHostnames: mode === "unchecked",
      }),
      // A connection string may ask for TLS as well.
      ...((isSecure || mode === undefined) && {
        ...(ca === undefined ? {} : { ca }),
        ...(cert === undefined ? {} : { cert }),
        ...(key === undefined ? {} : { key }),
      }),
    },
  };
}

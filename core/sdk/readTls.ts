import { isIP } from "node:net";
import { checkServerIdentity, type PeerCertificate, rootCertificates } from "node:tls";
import type { Connection } from "../model/Connection.ts";
import { type ConnectionSettings, readSettings } from "./readSettings.ts";

/** How a connection is encrypted, as `tls.connect` takes it. */
export interface TlsSettings {
  /** Whether the certificate must be trusted and name the host. */
  rejectUnauthorized: boolean;
  /** PEM. */
  ca?: string;
  cert?: string;
  key?: string;
}

/**
 * The settings `tls` (off, on, unchecked), `ca`, `cert` and `key`; undefined = without TLS.
 *
 * ```ts
 * import { connect } from "node:tls";
 * import { type Connection, readSettings, readTls } from "sluice";
 *
 * export function open(connection: Connection) {
 *   const settings = readSettings(connection);
 *   return connect({ host: settings.need("host"), port: 853, ...readTls(settings) });
 * }
 * ```
 */
export function readTls({ read, readAll, wrong }: ConnectionSettings): TlsSettings | undefined {
  const mode = (read("tls") ?? "off").toLowerCase();
  if (["off", "false"].includes(mode)) return undefined;
  if (!["on", "true", "unchecked"].includes(mode)) throw wrong('"tls" is off, on or unchecked');
  return { rejectUnauthorized: mode !== "unchecked", ...readAll("ca", "cert", "key") };
}

/** When a connection is encrypted: from the start, after a word in the clear, or never. */
export type TlsMode = "on" | "starttls" | "off";

/** How a certificate is checked, as `tls.connect` takes it. */
export interface CertificateCheck {
  rejectUnauthorized: boolean;
  /** PEM: those of the system and one more. */
  ca?: string[];
  /** The name that a server is asked for. */
  servername?: string;
  checkServerIdentity?: (name: string, certificate: object) => Error | undefined;
}

/**
 * What `tls.connect` needs for the certificate to name a host that is reached at another address, as through a tunnel.
 *
 * ```ts
 * import { connect } from "node:tls";
 * import { namedHost } from "sluice";
 *
 * export const openAt = (port: number, host: string) => connect({ host: "127.0.0.1", port, ...namedHost(host) });
 * ```
 */
export function namedHost(host: string): Pick<CertificateCheck, "servername" | "checkServerIdentity"> {
  if (isIP(host) === 0) return { servername: host };
  // An address is no name that a server could be asked for, but its certificate must name it all the same.
  return { checkServerIdentity: (_name, peer) => checkServerIdentity(host, peer as PeerCertificate) };
}

/** A server that may be spoken to in the clear before the encryption begins. */
export interface SecureServer {
  host: string;
  port: number;
  user: string | undefined;
  password: string | undefined;
  tls: TlsMode;
  tlsOptions: CertificateCheck;
}

/**
 * The settings `host`, `port`, `user`, `password`, `tls` (on, starttls, off), `certificate` (checked, unchecked) and `ca`. `hasToken`:
 * something else than a password logs in. Throws ConnectionException.
 *
 * ```ts
 * import { type Connection, readSecureServer } from "sluice";
 *
 * export const popServerOf = (connection: Connection) =>
 *   readSecureServer(connection, { tls: "on", ports: { on: 995, starttls: 110, off: 110 } });
 * ```
 */
export function readSecureServer(
  connection: Connection,
  { tls: usual, ports, hasToken = false }: { tls: TlsMode; ports: Record<TlsMode, number>; hasToken?: boolean },
): SecureServer {
  const { need, read, readNumber, readChoice, wrong } = readSettings(connection);
  const host = need("host");
  const tls = readChoice("tls", { choices: ["on", "starttls", "off"], fallback: usual });
  const port = readNumber("port", { fallback: ports[tls] });
  const [user, password, ca] = [read("user"), read("password"), read("ca")];
  if (user === undefined && password !== undefined) throw wrong('"user" is missing');
  if (user !== undefined && password === undefined && !hasToken) throw wrong('"password" is missing');
  const certificate = readChoice("certificate", { choices: ["checked", "unchecked"], fallback: "checked" });
  const tlsOptions: CertificateCheck = {
    rejectUnauthorized: certificate === "checked",
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    ...namedHost(host),
  };
  return { host, port, user, password, tls, tlsOptions };
}

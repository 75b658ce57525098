import type { JsonValue } from "../base/json.ts";

/** How a step reaches another system: a configuration that says of which kind of connection it is, its variables opened. */
export interface Connection {
  name: string;
  /** Such as `postgresql`; the pack that owns it says which settings it has. */
  kind: string;
  /** By name; those without a value are left out. */
  settings: Record<string, JsonValue>;
  /** The connection that its variable `tunnel` names: the way to the other system leads through there. */
  tunnel?: Connection;
}

/** The kind whose connections the host uses itself: it asks an OAuth 2.0 server for the tokens that steps get. */
export const oauthKind = "oauth2";

/** A connection as step code gets it: what only the host needs of it stays there. */
export function toStepConnection(connection: Connection): Connection {
  return connection.kind === oauthKind ? { ...connection, settings: {} } : connection;
}

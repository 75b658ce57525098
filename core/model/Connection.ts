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

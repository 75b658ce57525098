import type { JsonObject, JsonValue } from "../base/json.ts";

/** A configuration as written. */
export type ConfigurationDocument = JsonObject;

/** One entry of `configuration_data`. The value of an encrypted one is ciphertext `sluice:v1:<key id>:<base64>`, or undefined when unset. */
export interface ConfigurationVariable {
  name: string;
  value: JsonValue | undefined;
  encrypted: boolean;
}

export interface ConfigurationView {
  name: string;
  friendlyName: string;
  /** The configuration is a connection of this kind, such as `postgresql`. */
  connection?: string;
  variables: ConfigurationVariable[];
}

import type { JsonValue } from "../../../core/base/json.ts";
import type { ConfigurationContent } from "./ConfigurationPort.ts";

export interface ConfigurationSummary {
  name: string;
  friendlyName: string;
  variables: number;
  /** ms since the epoch. */
  updatedAt: number;
}

/** A place that names a configuration. */
export interface ConfigurationUse {
  by: "application" | "configuration" | "schedule";
  name: string;
  step: string | undefined;
}

export type VariableChange =
  | { name: string; remove: true }
  | { name: string; value: JsonValue; encrypted?: boolean | undefined };

/** All configurations. Every call rejects with a sentence when it fails. */
export interface ConfigurationListPort {
  list(): Promise<readonly ConfigurationSummary[]>;
  /** undefined = there is none of that name. */
  read(name: string): Promise<ConfigurationContent | undefined>;
  /** Rejects when there is one of that name. */
  create(name: string): Promise<void>;
  /** Rejects with `changed_meanwhile` when somebody else was faster. */
  change(content: ConfigurationContent, change: VariableChange): Promise<ConfigurationContent>;
  uses(name: string): Promise<readonly ConfigurationUse[]>;
  /** It can be restored for 30 days. */
  remove(name: string): Promise<void>;
}

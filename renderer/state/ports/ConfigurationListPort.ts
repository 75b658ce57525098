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
  | { name: string; renameTo: string }
  | { name: string; value: JsonValue; encrypted?: boolean | undefined };

export interface SignIn {
  /** `unusable`: the settings are not right, and the message says why. */
  state: "not_needed" | "missing" | "waiting" | "signed_in" | "expired" | "unusable";
  /** Why the last one failed. */
  message: string | undefined;
}

/** All configurations. Every call rejects with a sentence when it fails. */
export interface ConfigurationListPort {
  list(): Promise<readonly ConfigurationSummary[]>;
  /** undefined = there is none of that name. */
  read(name: string): Promise<ConfigurationContent | undefined>;
  /** Rejects when there is one of that name. */
  create(name: string): Promise<void>;
  /** Rejects with `changed_meanwhile` when somebody else was faster. */
  change(content: ConfigurationContent, change: VariableChange): Promise<ConfigurationContent>;
  /** The kinds of connections that there are; `tunnel`: its variable of that name may name a connection of the kind ssh. */
  listKinds(): Promise<readonly { kind: string; tunnel: boolean }[]>;
  /** Names of the connections of a kind. */
  listConnections(kind: string): Promise<readonly string[]>;
  /** What the step classes that take a kind say of its variables, as Markdown; undefined = nothing. */
  helpOf(kind: string): Promise<string | undefined>;
  /** Makes it a connection of a kind, or none (undefined). Rejects as `change`. */
  setKind(content: ConfigurationContent, kind: string | undefined): Promise<ConfigurationContent>;
  /** Tries it as a connection; what was found or failed, as a sentence without secrets. */
  test(name: string, signal?: AbortSignal): Promise<{ ok: boolean; message: string }>;
  /** Whether somebody has signed in for a connection of the kind oauth2. */
  readSignIn(name: string): Promise<SignIn>;
  /** The address to open in a browser on the computer of the host; for five minutes. */
  startSignIn(name: string): Promise<string>;
  cancelSignIn(name: string): Promise<void>;
  uses(name: string): Promise<readonly ConfigurationUse[]>;
  /** What asks for one of its variables by name. */
  usesOfVariable(configuration: string, variable: string): Promise<readonly ConfigurationUse[]>;
  /** It can be restored for 30 days. */
  remove(name: string): Promise<void>;
}

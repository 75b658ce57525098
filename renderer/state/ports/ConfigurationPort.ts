import type { JsonValue } from "../../../core/base/json.ts";

export interface ConfigurationVariableItem {
  name: string;
  /** undefined = an encrypted one, whose value nobody reads, or none. */
  value: JsonValue | undefined;
  encrypted: boolean;
  /** Whether it has a value. */
  isSet: boolean;
}

export interface ConfigurationContent {
  name: string;
  /** What a change must name: at another state nothing is changed. */
  etag: string;
  /** The kind of connection it is; undefined = it is none. */
  connection: string | undefined;
  variables: readonly ConfigurationVariableItem[];
}

/** Configurations as a person sees and changes them. Every call rejects with a sentence when it fails. */
export interface ConfigurationPort {
  /** undefined = there is none of that name. */
  read(name: string): Promise<ConfigurationContent | undefined>;
  /** Sets one variable, which stays encrypted if it is. Rejects with `changed_meanwhile` when somebody else was faster. */
  set(content: ConfigurationContent, variable: { name: string; value: JsonValue }): Promise<ConfigurationContent>;
  /** Gives one variable another name; an encrypted value moves along unseen. Rejects as `set`, and when the name is taken. */
  rename(content: ConfigurationContent, names: { from: string; to: string }): Promise<ConfigurationContent>;
  /** Tries it as a connection; what was found or failed, as a sentence without secrets. */
  test(name: string, signal?: AbortSignal): Promise<{ ok: boolean; message: string }>;
}

export interface ConfigurationItem {
  name: string;
  friendlyName: string;
}

export interface VariableItem {
  name: string;
  encrypted: boolean;
}

export interface ConnectionItem {
  name: string;
  /** Such as `postgresql`. */
  kind: string;
  friendlyName: string;
}

/** What a field can choose from that is not in the document. Every call rejects with a sentence when it fails. */
export interface NamesPort {
  listConfigurations(): Promise<readonly ConfigurationItem[]>;
  /** The variables of a configuration; none when there is no such configuration. */
  listVariables(configuration: string): Promise<readonly VariableItem[]>;
  listConnections(): Promise<readonly ConnectionItem[]>;
  listApplications(): Promise<readonly string[]>;
  listQueues(): Promise<readonly string[]>;
}

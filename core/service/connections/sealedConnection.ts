import type { Connection } from "../../model/Connection.ts";
import type { Vault } from "../ports/Vault.ts";

/** A connection as a run keeps it: with the values of its acceptance, and only for some steps. */
export interface RunConnection extends Connection {
  /** Names of the steps that may use it. */
  steps: string[];
  /** The texts that give its secrets away. */
  secrets: string[];
}

/** The key of a connection among what the references of a run stand for; no reference can be written like it. */
export function connectionToken(name: string): string {
  return `$CONNECTION(${name})`;
}

export function isConnectionToken(token: string): boolean {
  return token.startsWith("$CONNECTION(");
}

export function sealConnection(connection: RunConnection, vault: Vault): string {
  return vault.encrypt(JSON.stringify(connection), contextOf(connectionToken(connection.name)));
}

/** Throws `key_missing`. */
export function openConnection(token: string, { cipher, vault }: { cipher: string; vault: Vault }): RunConnection {
  return JSON.parse(vault.decrypt(cipher, contextOf(token))) as RunConnection;
}

function contextOf(token: string): string {
  return JSON.stringify(["connection of a run", token]);
}

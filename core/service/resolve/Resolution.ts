import type { JsonValue } from "../../base/json.ts";
import type { TokenKind } from "../../template/Template.ts";

/** What a value with `${...}` is resolved against. */
export interface ResolveRequest {
  /** Id of the step. */
  step: string;
  /** As written in the document, or as it is being typed. */
  value: JsonValue;
  /** Id of a run whose data and parameters count; undefined = the last data that each step saved. */
  run?: string | undefined;
  /** Call the step functions that the value names, which runs step code. */
  functions?: boolean | undefined;
}

/**
 * How one token fares. `found`: it has a value. `unknown`: no variable or function has the name, which fails a run.
 * `missing`: the data that is known has no such path. `noData`: no data is known. `function`: it was not called.
 */
export type TokenState = "found" | "unknown" | "missing" | "noData" | "function";

export interface ResolvedToken {
  /** As written. */
  token: string;
  kind: TokenKind;
  state: TokenState;
  /** Where its value comes from: a configuration, a step; undefined = it has none. */
  origin?: string;
  /** Typed JSON, shortened, secrets masked. */
  value?: JsonValue;
  /** Names nearest to one that is not there. */
  nearest: string[];
}

/** What a value would be now. Secrets are masked. */
export interface Resolution {
  tokens: ResolvedToken[];
  /** Typed JSON of at most about 4 KB; undefined = a token has no value, or a function was not called. */
  value?: JsonValue;
  /** Why a step function gave none, as a sentence. */
  problem?: string;
  /** list, object, text, number, boolean, null or the name of another type. */
  type?: string;
}

/** A path into the data that a step gets. */
export interface DataPath {
  path: string;
  /** What was last found there, in a few characters. */
  detail: string;
}

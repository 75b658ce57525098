import type { JsonValue } from "../../../core/base/json.ts";
import type { ParameterOption } from "../../../core/model/StepManifest.ts";

/** How one `${...}` fares; the API says what each state means. */
export interface ResolvedToken {
  token: string;
  kind: "config" | "appvar" | "stepFunc" | "path";
  state: "found" | "unknown" | "missing" | "noData" | "function";
  /** The configuration or step its value comes from. */
  origin?: string | undefined;
  /** Names nearest to one that is not there. */
  nearest: readonly string[];
}

/** What a value would be in a run; secrets are masked. */
export interface Resolution {
  tokens: readonly ResolvedToken[];
  /** undefined = it has none yet. */
  value?: JsonValue | undefined;
  type?: string | undefined;
  /** Why a step function gave no value. */
  problem?: string | undefined;
}

/** Where the data and the run-time parameters come from: a run, or what each step saved last. */
export interface ResolveSource {
  /** Id of the step. */
  step: string;
  run: string | undefined;
}

/** Choices of a parameter; `more`: how many there are beyond these, `problem`: why there are none. */
export interface OptionList {
  options: readonly ParameterOption[];
  more: number;
  problem?: string | undefined;
}

/** Resolves expressions of one application on the host. Every call rejects with a sentence when it fails. */
export interface ResolvePort {
  /** `functions`: calls the step functions that the value names, which runs step code. */
  resolve(source: ResolveSource, value: JsonValue, options?: { functions: boolean }): Promise<Resolution>;
  /** The choices of a parameter that takes them from a method of its class; this runs step code. */
  listOptions(step: string, parameter: string): Promise<OptionList>;
  /** The paths of the data that a step gets, with what was found there. */
  listPaths(source: ResolveSource): Promise<readonly { path: string; detail: string }[]>;
}

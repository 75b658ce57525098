import type { JsonParseResult } from "../base/json.ts";

/** One finding about a document. Errors forbid a run and publishing, warnings do not. */
export interface Problem {
  severity: "error" | "warning";
  /** Stable identifier, such as `unknown_step_class`. */
  code: ProblemCode;
  /** JSON path from the root, such as `$.steps[3].output_to[0]`. */
  path: string;
  /** A sentence: what is wrong, with names, and what to do. */
  message: string;
  /** The step it is about, when there is one. */
  step?: string;
  /** Code `cycle`: the steps of one cycle in order, then the others that are tangled with it. */
  steps?: string[];
}

export type ProblemCode =
  | "invalid_json"
  | "not_an_object"
  | "missing_name"
  | "invalid_name"
  | "no_steps"
  | "steps_not_a_list"
  | "step_not_an_object"
  | "missing_step_name"
  | "missing_step_file"
  | "duplicate_step_name"
  | "missing_app_variables"
  | "app_variables_not_a_list"
  | "invalid_app_variable"
  | "duplicate_app_variable"
  | "wrong_type"
  | "out_of_range"
  | "unknown_step_class"
  | "broken_step_class"
  | "unknown_edge_target"
  | "self_edge"
  | "cycle"
  | "missing_parameter"
  | "missing_variable"
  | "unknown_parameter"
  | "parameter_shadows_base_key"
  | "unknown_configuration"
  | "unknown_variable"
  | "unknown_connection"
  | "wrong_connection"
  | "literal_secret"
  | "invalid_route"
  | "invalid_parameter"
  | "configuration_data_not_a_list"
  | "invalid_configuration_variable"
  | "duplicate_configuration_variable"
  | "unknown_secret"
  | "unknown_environment_variable"
  | "forbidden_environment_variable";

/** The problem of a text that is no JSON document, with line and column in its sentence. */
export function toJsonProblem({ message, position }: Extract<JsonParseResult, { ok: false }>): Problem {
  const sentence = `Line ${position.line}, column ${position.column}: ${message}.`;
  return { severity: "error", code: "invalid_json", path: "$", message: sentence };
}

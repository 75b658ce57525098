import { StepException } from "./StepException.ts";

export interface UnresolvedVariable {
  /** The token as written, such as `${config.url}`. */
  token: string;
  /** The parameter that holds it, when known. */
  parameter: string | undefined;
  /** Names that exist and look alike, best first. */
  nearest: string[];
  /** Why, when there is more to say than that nothing has this name. */
  reason?: string;
}

/**
 * A `${...}` token names something that does not exist (semantics, section 6).
 *
 * ```ts
 * import { UnresolvedVariableException } from "sluice";
 *
 * export function hintOf(error: unknown): string | undefined {
 *   return error instanceof UnresolvedVariableException ? error.nearest[0] : undefined;
 * }
 * ```
 */
export class UnresolvedVariableException extends StepException {
  readonly token: string;
  readonly parameter: string | undefined;
  readonly nearest: readonly string[];

  constructor(variable: UnresolvedVariable) {
    const { token, parameter, nearest, reason = "cannot be resolved" } = variable;
    const place = parameter === undefined ? "" : ` in parameter "${parameter}"`;
    const hint = nearest.length === 0 ? "" : ` Did you mean ${nearest.map((name) => `"${name}"`).join(" or ")}?`;
    super(`${token}${place} ${reason}.${hint}`);
    this.token = token;
    this.parameter = parameter;
    this.nearest = nearest;
  }
}

/** What a token names. */
export type TokenKind = "config" | "appvar" | "stepFunc" | "path";

/** `${config.X}`, `${appvar.X}` or `${path}`; `name` is X or the path. */
export interface NameToken {
  kind: Exclude<TokenKind, "stepFunc">;
  name: string;
  /** The token as written. */
  text: string;
}

/** `${step_func.name arguments}`. */
export interface FunctionToken {
  kind: "stepFunc";
  name: string;
  args: TemplateArgument[];
  /** The token as written. */
  text: string;
}

/** One argument of a step function; only an unquoted one without tokens can be a JSON number, boolean or null. */
export interface TemplateArgument {
  quoted: boolean;
  parts: Template;
}

export type TemplateToken = NameToken | FunctionToken;

/** A parsed text: literal pieces (never empty, never two in a row) and tokens. */
export type Template = (string | TemplateToken)[];

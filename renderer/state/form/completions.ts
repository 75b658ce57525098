/** What can stand between `${` and `}` in a parameter of one step. */
export interface ExpressionNames {
  config: readonly { name: string; encrypted: boolean }[];
  /** Names of the application variables. */
  appvars: readonly string[];
  /** Names of the functions that the class of the step has. */
  functions: readonly string[];
  /** Paths of the data that the step gets, with what was last found there. */
  paths: readonly { path: string; detail: string }[];
}

export interface Completion {
  kind: "config" | "appvar" | "function" | "path";
  /** What is chosen: the inside of a token. */
  name: string;
  detail: string;
}

/** The token a caret stands in, and what was typed of it. */
export interface OpenToken {
  /** Offset of its `${`. */
  from: number;
  /** Offset behind it, with its `}` if it has one. */
  to: number;
  query: string;
}

/** The token that is being typed; undefined = the caret is in none, or behind the name of a function. */
export function findOpenToken(text: string, caret: number): OpenToken | undefined {
  const from = text.lastIndexOf("${", caret - 1);
  if (from === -1 || from + 2 > caret || text[from - 1] === "$") return undefined;
  const query = text.slice(from + 2, caret);
  if (query.includes("}") || /^(step_func|stepfunc)\.\S*\s/.test(query) || query.includes("\n")) return undefined;
  const rest = /^[^\s${}"]*\}/.exec(text.slice(caret));
  return { from, to: caret + (rest?.[0].length ?? 0), query };
}

const longestList = 50;

/** What fits what was typed: names that begin with it, then those that hold it. */
export function findCompletions(names: ExpressionNames, query: string): Completion[] {
  const wanted = query.trim().toLowerCase();
  const all = listCompletions(names);
  const begin = all.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const inside = all.filter(({ name }) => name.toLowerCase().indexOf(wanted) > 0);
  return [...begin, ...inside].slice(0, longestList);
}

function listCompletions({ config, appvars, functions, paths }: ExpressionNames): Completion[] {
  return [
    ...paths.map(({ path, detail }): Completion => ({ kind: "path", name: path, detail })),
    ...config.map(({ name, encrypted }): Completion => {
      return { kind: "config", name: `config.${name}`, detail: encrypted ? "•••" : "" };
    }),
    ...appvars.map((name): Completion => ({ kind: "appvar", name: `appvar.${name}`, detail: "" })),
    ...functions.map((name): Completion => ({ kind: "function", name: `step_func.${name}`, detail: "" })),
  ];
}

/** The text with a completion in place of the token, and where the caret goes: in a function, before its `}`. */
export function applyCompletion(
  text: string,
  { from, to }: OpenToken,
  { kind, name }: Completion,
): { text: string; caret: number } {
  const token = kind === "function" ? `\${${name} }` : `\${${name}}`;
  const caret = from + token.length - (kind === "function" ? 1 : 0);
  return { text: text.slice(0, from) + token + text.slice(to), caret };
}

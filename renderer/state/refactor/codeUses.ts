import type { OwnCode } from "./everywhere.ts";
import { escapeName, splitLiterals } from "./findUses.ts";
import { matchToken } from "./findVariableUses.ts";

/** What a name is of: a step, or a variable of the configuration, which defaults of parameters use in `${config.NAME}`. */
export type NameKind = "step" | "config";

/** A step class whose code holds a name. */
export interface CodeUse extends OwnCode {
  /** How often. */
  count: number;
}

/** The classes that hold a name as a string literal of its own, or in a token of its kind. */
export function findCodeUses(classes: readonly OwnCode[], { name, kind }: { name: string; kind: NameKind }): CodeUse[] {
  return classes.flatMap(({ file, code }) => {
    const tokens = kind === "config" ? [...code.matchAll(matchToken("config", name))].length : 0;
    const count = splitLiterals(code, name).length - 1 + tokens;
    return count === 0 ? [] : [{ file, code, count }];
  });
}

/** The code with another name in these places. */
export function renameInCode(code: string, { from, to, kind }: { from: string; to: string; kind: NameKind }): string {
  const renamed = splitLiterals(code, from).join(escapeName(to));
  return kind === "config" ? renamed.replaceAll(matchToken("config", from), () => to) : renamed;
}

import { parseTemplate } from "../../../core/template/parseTemplate.ts";
import type { Template, TemplateToken } from "../../../core/template/Template.ts";

/** What a token of an expression names. */
export type NamedThing = Pick<TemplateToken, "kind" | "name">;

/** What the token at a place of an expression names, the innermost one; undefined = there is none. */
export function findTokenAt(expression: string, caret: number): NamedThing | undefined {
  return findIn(parseTemplate(expression), { source: expression, start: 0, caret });
}

function findIn(
  template: Template,
  { source, start, caret }: { source: string; start: number; caret: number },
): NamedThing | undefined {
  let from = start;
  for (const part of template) {
    if (typeof part === "string") continue;
    // A literal may be written longer than it is: tokens are found where they stand.
    const at = source.indexOf(part.text, from);
    from = at + part.text.length;
    if (at === -1 || caret < at || caret > from) continue;
    const inner = part.kind === "stepFunc" ? part.args.map(({ parts }) => parts) : [];
    for (const parts of inner) {
      const found = findIn(parts, { source, start: at + 2, caret });
      if (found !== undefined) return found;
    }
    return { kind: part.kind, name: part.name };
  }
  return undefined;
}

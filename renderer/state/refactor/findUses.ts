import { parseTemplate } from "../../../core/template/parseTemplate.ts";
import type { Flow } from "../flow/Flow.ts";
import { type FlowText, listParameterTexts } from "./FlowText.ts";

/** A text that holds a name, and the same text with another one. */
export interface NameUse {
  at: Extract<FlowText, { path: unknown }>;
  /** How often it stands in this text. */
  count: number;
  rename: (to: string) => string;
}

/**
 * The uses of a step's name beyond those that always follow a rename (edges, routes, parameters of kind step): string
 * literals in code, arguments and paths in `${...}`, and parameters that are the name and nothing else.
 */
export function findUses(flow: Flow, name: string): NameUse[] {
  return flow.steps.flatMap((step) => {
    const references = new Set(step.manifest?.parameters.flatMap((one) => (one.kind === "step" ? [one.name] : [])));
    return listParameterTexts(step).flatMap((at): NameUse[] => {
      if (references.has(String(at.path[0]))) return [];
      const pieces = at.place === "code" ? splitLiterals(at.text, name) : splitTemplate(at.text, name);
      if (pieces.length < 2) return [];
      const quotes = at.place === "code";
      return [{ at, count: pieces.length - 1, rename: (to) => pieces.join(quotes ? escapeName(to) : to) }];
    });
  });
}

/** The text around string literals that are exactly the name. */
export function splitLiterals(text: string, name: string): string[] {
  const pattern = new RegExp(`(?<=(["'\`]))${escapePattern(escapeName(name))}(?=\\1)`, "g");
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(pattern)) {
    pieces.push(text.slice(from, index));
    from = index + found.length;
  }
  return [...pieces, text.slice(from)];
}

/** The text around the name: the whole text, or a quoted or whole argument or a quoted key within a token. */
function splitTemplate(text: string, name: string): string[] {
  if (text === name) return ["", ""];
  const pieces = [""];
  const add = (more: string): void => {
    pieces[pieces.length - 1] += more;
  };
  for (const part of parseTemplate(text)) {
    // Text between tokens is prose: a name in it means nothing.
    if (typeof part === "string") {
      add(part.replaceAll("${", "$${"));
      continue;
    }
    const [first = "", ...rest] = splitToken(part.text, name);
    add(first);
    pieces.push(...rest);
  }
  return pieces.join(name) === text ? pieces : [text];
}

function splitToken(token: string, name: string): string[] {
  const wanted = escapePattern(name);
  // Without quotes an argument ends at the next space.
  const bare = /["']/.test(token) || name.includes(" ") ? "" : `|(?<= )${wanted}(?=[ }])`;
  const pattern = new RegExp(`(?<=")${wanted}(?=")|(?<=')${wanted}(?=')${bare}`, "g");
  return token.split(pattern);
}

/** As the name stands between quotes in code. */
export function escapeName(name: string): string {
  return name.replace(/[\\"'`]/g, "\\$&");
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

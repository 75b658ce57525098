import type { StepManifest } from "../../core/model/StepManifest.ts";

/**
 * The part of a help text that says which variables a connection of a kind has: a paragraph with a bold title that speaks of
 * "the variables", with the lists and the paragraphs about single variables behind it. Of the first class that says so.
 */
export function findConnectionHelp(manifests: readonly StepManifest[], kind: string): string | undefined {
  for (const { parameters, help = "" } of manifests) {
    if (!parameters.some(({ kinds }) => kinds?.includes(kind))) continue;
    const paragraphs = help.trim().split(/\n\s*\n/);
    const from = paragraphs.findIndex(
      (one) => /^\*\*[^*]+\*\*/.test(one) && /connection.*\bthe variables\b/is.test(one),
    );
    if (from === -1) continue;
    const rest = paragraphs.slice(from + 1);
    const to = rest.findIndex((one) => !/^\s*(?:- |`(?!``))/.test(one));
    return [paragraphs[from] ?? "", ...rest.slice(0, to === -1 ? undefined : to)].join("\n\n");
  }
  return undefined;
}

/** What stands against taking steps out of an application or into it, in a sentence for the person who asked for it. */
export interface Finding {
  /** `warning`: it can be done, and something is other than before. */
  kind: "refusal" | "warning";
  message: string;
  /** Names of the steps it is about. */
  steps: readonly string[];
}

export function isRefused(findings: readonly Finding[]): boolean {
  return findings.some(({ kind }) => kind === "refusal");
}

export function refusal(message: string, steps: readonly string[] = []): Finding {
  return { kind: "refusal", message, steps };
}

export function warning(message: string, steps: readonly string[] = []): Finding {
  return { kind: "warning", message, steps };
}

/** Names as a sentence shows them; of many the first ones and how many more. */
export function quoteNames(names: Iterable<string>): string {
  const quoted = [...new Set(names)].map((name) => `"${name}"`);
  if (quoted.length <= shownNames) return quoted.join(", ");
  return `${quoted.slice(0, shownNames).join(", ")} and ${quoted.length - shownNames} more`;
}

const shownNames = 5;

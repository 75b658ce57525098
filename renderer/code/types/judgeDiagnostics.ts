/** What is wrong at a place of a text, as the code editor marks it. */
export interface CodeMark {
  /** Offsets of the first character and after the last one. */
  from: number;
  to: number;
  message: string;
  severity: "error" | "warning";
}

/** A diagnostic of the TypeScript worker. */
export interface TypeDiagnostic {
  code: number;
  start?: number | undefined;
  length?: number | undefined;
  messageText: string | MessageChain;
}

interface MessageChain {
  messageText: string;
  next?: readonly MessageChain[] | undefined;
}

/**
 * Marks for what the worker found with everything that is known of the data. What it does not find when the data is
 * unknown rests on a sample, so it may be no error with other data: a warning.
 */
export function judgeDiagnostics(found: readonly TypeDiagnostic[], without: readonly TypeDiagnostic[]): CodeMark[] {
  const certain = new Set(without.map(placeOf));
  return found.map((diagnostic) => ({
    from: diagnostic.start ?? 0,
    to: (diagnostic.start ?? 0) + (diagnostic.length ?? 1),
    message: toSentences(diagnostic.messageText),
    severity: certain.has(placeOf(diagnostic)) ? "error" : "warning",
  }));
}

/** A variable, a parameter, a rest parameter, and a part of one, of no type; a variable that is of none somewhere. */
const impliedAny: ReadonlySet<number> = new Set([7005, 7006, 7019, 7031, 7034]);

/** A script need not say types: what has none may be anything. */
export function withoutImpliedAny<Found extends TypeDiagnostic>(found: readonly Found[]): Found[] {
  return found.filter(({ code }) => !impliedAny.has(code));
}

function placeOf({ code, start, length }: TypeDiagnostic): string {
  return `${code} ${start} ${length}`;
}

function toSentences(message: string | MessageChain): string {
  if (typeof message === "string") return message;
  return [message.messageText, ...(message.next ?? []).map(toSentences)].join("\n");
}

import { StepException, toJson } from "sluice";

/** Text that is no JSON, or data that JSON cannot hold. */
export class JsonTextException extends StepException {}

/** Throws JsonTextException with line and column. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new JsonTextException(describe(text, cause), { cause });
  }
}

/** The values of the lines that are not empty; `onError` hears of a line that is no JSON, and may throw. */
export function parseJsonLines(text: string, onError: (error: JsonTextException) => void): unknown[] {
  const rows: unknown[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    try {
      rows.push(JSON.parse(line));
    } catch (cause) {
      onError(new JsonTextException(`Line ${index + 1}: ${reasonOf(cause)}`, { cause }));
    }
  }
  return rows;
}

/** JSON text; dates become ISO 8601, big integers digits. Throws JsonTextException for what JSON cannot hold. */
export function toJsonText(data: unknown, indent: number): string {
  if (data === undefined) throw new JsonTextException("There is nothing to write");
  return toJson(data, indent);
}

function describe(text: string, cause: unknown): string {
  const at = Number(/position (\d+)/.exec(reasonOf(cause))?.[1] ?? Number.NaN);
  if (Number.isNaN(at)) return text.trim() === "" ? "The text is empty" : reasonOf(cause);
  const before = text.slice(0, at).split("\n");
  const reason = reasonOf(cause).replace(/ (in JSON )?at position.*$/s, "");
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${reason}`;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

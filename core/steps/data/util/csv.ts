import { StepException } from "sluice";

/** Text that is no CSV. */
export class CsvException extends StepException {}

const delimiters = [",", ";", "\t", "|"];

/** The delimiter that the first line after those left out has most of; a comma if it has none. */
export function findDelimiter(text: string, skippedLines: number): string {
  const line =
    text
      .split(/\r?\n/, skippedLines + 1)
      .at(-1)
      ?.replaceAll(/"[^"]*"/g, "") ?? "";
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** A number or boolean that is written as such. Long numbers and those with leading zeros, such as phone numbers, stay text. */
export function toCell(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  const number = Number(text);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : text;
}

/** What the library says, in our words. */
export function describeCsvError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || !String(error.code).startsWith("CSV_")) return error;
  const line = lineOf(error);
  return new CsvException(`${line === 0 ? "" : `Line ${line}: `}${error.message}`, { cause: error });
}

/** The line an error of the library is about; 0 = it does not say. */
export function lineOf(error: object | undefined): number {
  const line: unknown = error === undefined ? undefined : Reflect.get(error, "lines");
  return typeof line === "number" ? line : 0;
}

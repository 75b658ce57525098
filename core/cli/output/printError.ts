import { errorCatalogue } from "../../base/errorCatalogue.ts";
import type { TextPosition } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Problem } from "../../model/Problem.ts";
import { problemsOf } from "../../service/failures.ts";
import type { LocatedProblem } from "../locateProblems.ts";
import { plural, safeLines } from "./formats.ts";
import type { Output } from "./Output.ts";
import type { Style } from "./style.ts";

/** Prints an error as one clear block (what, where, what to do) and gives the exit code. */
export function printError(error: unknown, output: Output): number {
  if (!(error instanceof SluiceError)) return printBug(error, output);
  const { exit, help } = errorCatalogue[error.code];
  const problems = problemsOf(error);
  if (output.isJson) {
    output.error(JSON.stringify({ error: { code: error.code, message: error.message, details: error.details } }));
    return exit;
  }
  const style = output.errorStyle;
  output.error(`${style("red", "error:")} ${safeLines(error.message)}`);
  for (const line of formatProblems(problems, { style, place: placeOf(error) })) output.error(line);
  if (problems.length === 0 && error.kind !== "user") output.error(style("dim", help));
  if (error.kind === "bug" && error.stack !== undefined) output.error(style("dim", error.stack));
  return exit;
}

/** One line per problem: sign, place, sentence. `place` stands for the root of the document. */
export function formatProblems(
  problems: readonly LocatedProblem[],
  { style, place }: { style: Style; place?: string | undefined },
): string[] {
  return problems.map(({ severity, path, message, file, line, column }) => {
    const sign = severity === "error" ? style("red", "✖ error  ") : style("yellow", "▲ warning");
    const inFile = file === undefined ? "" : `${file}:${line}:${column} `;
    const where = path === "$" && place !== undefined ? place : inFile + path;
    return `  ${sign} ${style("cyan", where)}  ${safeLines(message)}`;
  });
}

/** `2 errors, 1 warning`. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.length - errors;
  const parts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
  ];
  return parts.length === 0 ? "no problems" : parts.join(", ");
}

/** `file:line:column` when the JSON itself is broken. */
export function placeOf({ details }: SluiceError): string | undefined {
  const position = details.position as TextPosition | undefined;
  return position === undefined ? undefined : `${String(details.name)}:${position.line}:${position.column}`;
}

function printBug(error: unknown, output: Output): number {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (output.isJson) {
    output.error(JSON.stringify({ error: { code: "internal", message: text, details: {} } }));
  } else {
    output.error(`${output.errorStyle("red", "error:")} a fault in the program. Please report it with these lines:`);
    output.error(text);
  }
  return errorCatalogue.internal.exit;
}

import type { SluiceError } from "../../base/SluiceError.ts";

/** One place in the code of a step class that does not compile. */
export type CodeError = {
  code: string;
  path: string;
  detail: string;
  severity: "error";
  /** The file among those of the class. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
};

/** The places that an error of the compiler carries; empty for other errors. */
export function toCodeErrors({ code, details }: SluiceError): CodeError[] {
  if (code !== "compile_failed" || !Array.isArray(details.errors)) return [];
  return (details.errors as { file: string; line: number; column: number; text: string }[]).map(
    ({ file, line, column, text }) => ({ code, path: "$.code", detail: text, severity: "error", file, line, column }),
  );
}

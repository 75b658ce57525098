import { isSluiceError } from "../../base/SluiceError.ts";
import type { StepError } from "../../model/RunRecord.ts";

/** An error of the host as the failure of an attempt: `not_found` becomes `NotFoundException`. */
export function toStepError(error: unknown, attempt: number): StepError {
  if (isSluiceError(error))
    return { exception: `${toPascalCase(error.code)}Exception`, message: error.message, attempt };
  const name = error instanceof Error ? error.name : "Error";
  return { exception: name, message: error instanceof Error ? error.message : String(error), attempt };
}

function toPascalCase(code: string): string {
  return code
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

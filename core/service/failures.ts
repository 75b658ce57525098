import { distance } from "fastest-levenshtein";
import type { TextPosition } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { Problem } from "../model/Problem.ts";

/** A document that cannot be used, with all its problems. `position`: where broken JSON stops. */
export function invalidDocument(
  name: string,
  found: { problems: Problem[]; position?: TextPosition | undefined },
): SluiceError {
  const errors = found.problems.filter((problem) => problem.severity === "error").length;
  const count = errors === 1 ? "1 error" : `${errors} errors`;
  const details = {
    name,
    problems: found.problems,
    ...(found.position === undefined ? {} : { position: found.position }),
  };
  return new SluiceError("invalid_document", `${name} cannot be used: ${count}.`, { details });
}

/** The problems an error carries; empty for other errors. */
export function problemsOf(error: SluiceError): Problem[] {
  const { problems } = error.details;
  return Array.isArray(problems) ? (problems as Problem[]) : [];
}

/** ` Did you mean "x"?` when a known name is close enough, else nothing. */
export function nearestName(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= Math.max(2, Math.floor(candidate.length / 4)))
    .sort((a, b) => a.far - b.far);
  return best === undefined ? "" : ` Did you mean "${best.candidate}"?`;
}

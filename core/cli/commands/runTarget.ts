import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Services } from "../../service/createServices.ts";
import type { RunRequest } from "../../service/runs/RunPlanner.ts";
import { looksLikeFile, readText } from "../readInput.ts";

/** The file a document was read from, for the places of its problems. */
export interface SourceText {
  file: string;
  text: string;
}

/** The application a command names: a file with its own copy, or a stored one. Throws `not_found`, `invalid_document`. */
export function findTarget(
  target: string,
  services: Services,
): Pick<RunRequest, "name" | "document"> & { stepIds?: Record<string, string>; from?: SourceText } {
  if (looksLikeFile(target)) {
    const text = readText(target);
    return { ...services.applications.parse(text, target), from: { file: target, text } };
  }
  const { document, stepIds } = services.applications.get(target);
  return { name: target, document, stepIds };
}

/** The configuration a command names, sealed: a file that is not stored, or a stored one. */
export function findConfiguration(
  given: string | undefined,
  services: Services,
): { document: ConfigurationDocument; unset: string[] } | undefined {
  if (given === undefined) return undefined;
  if (looksLikeFile(given)) return services.configurations.parse(readText(given), given);
  const document = services.configurations.get(given);
  return { document, unset: services.configurations.unsetVariables(document) };
}

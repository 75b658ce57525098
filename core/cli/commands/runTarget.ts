import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Services } from "../../service/createServices.ts";
import type { RunRequest } from "../../service/runs/RunPlanner.ts";
import { looksLikeFile, readText } from "../readInput.ts";

/** The application a command names: a file with its own copy, or a stored one. Throws `not_found`, `invalid_document`. */
export function findTarget(
  target: string,
  services: Services,
): Pick<RunRequest, "name" | "document"> & { stepIds?: Record<string, string> } {
  if (looksLikeFile(target)) return services.applications.parse(readText(target), target);
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

import type { JsonObject } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { parseApplication } from "../../model/parseApplication.ts";
import { parseConfiguration } from "../../model/parseConfiguration.ts";
import type { Services } from "../../service/createServices.ts";
import { invalidDocument } from "../../service/failures.ts";
import type { RunRequest } from "../../service/runs/RunPlanner.ts";
import { looksLikeFile, readText } from "../readInput.ts";

/** The file a document was read from, for the places of its problems. */
export interface SourceText {
  file: string;
  text: string;
}

/** An application that was read from a file. */
export interface FileTarget {
  name: string;
  document: ApplicationDocument;
  from: SourceText;
}

/** The application in a file; undefined: the target is the name of a stored one. Throws `not_found`, `invalid_document`. */
export function readTarget(target: string): FileTarget | undefined {
  if (!looksLikeFile(target)) return undefined;
  const text = readText(target);
  const parsed = parseApplication(text, { fileName: target });
  if (!parsed.ok) throw invalidDocument(target, parsed);
  return { name: parsed.name ?? target, document: parsed.document, from: { file: target, text } };
}

/** The application a command names: a file with its own copy, or a stored one. Throws `not_found`, `invalid_document`. */
export function findTarget(
  target: string,
  services: Services,
): Pick<RunRequest, "name" | "document"> & { stepIds?: Record<string, string>; from?: SourceText } {
  const file = readTarget(target);
  if (file !== undefined) return file;
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

/** The configuration a command names, as a request says it: the content of a file, or the name of a stored one. */
export function readConfigurationOption(given: string | undefined): { configuration?: string | JsonObject } {
  if (given === undefined) return {};
  if (!looksLikeFile(given)) return { configuration: given };
  const parsed = parseConfiguration(readText(given), { fileName: given });
  if (!parsed.ok || parsed.name === undefined) throw invalidDocument(given, parsed);
  // What is encrypted is sealed to the name, which may be that of the file.
  return { configuration: { ...parsed.document, name: parsed.name } };
}

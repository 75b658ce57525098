import { formatJson } from "../base/json.ts";
import type { ApplicationDocument } from "./ApplicationDocument.ts";

/**
 * The text of an exported application: keys in document order, two spaces, a final newline. Parsing it gives a
 * deep-equal document and writing that again the same bytes (semantics, section 1).
 */
export function serializeApplication(document: ApplicationDocument): string {
  return formatJson(document);
}

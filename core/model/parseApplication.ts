import { isJsonObject, type JsonObject, ownValue, parseJson, type TextPosition } from "../base/json.ts";
import type { ApplicationDocument } from "./ApplicationDocument.ts";
import { findName } from "./applicationName.ts";
import { type Problem, toJsonProblem } from "./Problem.ts";
import { validateStructure } from "./validation/validateApplication.ts";

export type ParsedApplication =
  | {
      ok: true;
      /** Exactly as written: a missing name is not added. */
      document: ApplicationDocument;
      /** The identity: the document's name, else one made of the file's name, else undefined. Always a valid name. */
      name: string | undefined;
      /** What is known without step classes; errors here forbid a run, not the import. */
      problems: Problem[];
    }
  | { ok: false; problems: Problem[]; position?: TextPosition };

/**
 * Reads the text of an application. Never throws. Accepts any JSON object whose `steps` is a list of objects
 * (semantics, section 1); broken JSON is refused with line and column.
 */
export function parseApplication(text: string, options: { fileName?: string } = {}): ParsedApplication {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, problems: [toJsonProblem(parsed)], position: parsed.position };
  const document = parsed.value;
  const problems = validateStructure(document);
  if (!isJsonObject(document) || !hasStepObjects(document)) return { ok: false, problems };
  return { ok: true, document, name: findName(document, options.fileName), problems };
}

function hasStepObjects(document: JsonObject): boolean {
  const steps = ownValue(document, "steps");
  return Array.isArray(steps) && steps.every(isJsonObject);
}

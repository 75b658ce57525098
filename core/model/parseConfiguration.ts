import { isJsonObject, parseJson, type TextPosition } from "../base/json.ts";
import { nameFromFile } from "./applicationName.ts";
import type { ConfigurationDocument } from "./ConfigurationDocument.ts";
import { type Problem, toJsonProblem } from "./Problem.ts";
import { readText } from "./readApplication.ts";
import { validateConfiguration } from "./validation/validateConfiguration.ts";

export type ParsedConfiguration =
  | {
      ok: true;
      /** Exactly as written. */
      document: ConfigurationDocument;
      /** The identity: the document's name, else one made of the file's name, else undefined. */
      name: string | undefined;
      /** Warnings only: a configuration with an error is refused. */
      problems: Problem[];
    }
  | { ok: false; problems: Problem[]; position?: TextPosition };

/** Reads the text of a configuration. Never throws. */
export function parseConfiguration(text: string, options: { fileName?: string } = {}): ParsedConfiguration {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, problems: [toJsonProblem(parsed)], position: parsed.position };
  const document = parsed.value;
  const problems = validateConfiguration(document);
  if (!isJsonObject(document) || problems.some((problem) => problem.severity === "error")) {
    return { ok: false, problems };
  }
  const name = readText(document, "name") ?? (options.fileName && nameFromFile(options.fileName));
  return { ok: true, document, name, problems };
}

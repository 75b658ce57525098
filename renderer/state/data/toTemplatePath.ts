import { parsePath } from "../../../core/template/lookupPath.ts";
import { parseTemplate } from "../../../core/template/parseTemplate.ts";
import type { DataPath } from "../ports/StepDataPort.ts";

/**
 * A path of the data of a producer as a template expression (semantics, section 6), such as `${rows[0].name}`.
 * `offset`: rows of earlier producers, when lists are joined. undefined: keys like these cannot be written, or it is all.
 */
export function toTemplatePath(path: DataPath, offset = 0): string | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  const parts = [typeof first === "number" ? first + offset : first, ...rest];
  const text = `\${${parts.map(toPart).join("")}}`;
  return isSame(text, parts) ? text : undefined;
}

/** Names that would mean something else at the beginning. */
const reserved = new Set(["config", "appvar", "step_func", "stepfunc"]);

function toPart(part: string | number, at: number): string {
  if (typeof part === "number") return `[${part}]`;
  if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(part) && !(at === 0 && reserved.has(part))) return at === 0 ? part : `.${part}`;
  return part.includes("'") ? `["${part}"]` : `['${part}']`;
}

/** Whether it is read as it was meant. */
function isSame(text: string, parts: DataPath): boolean {
  const [token, ...more] = parseTemplate(text);
  if (token === undefined || typeof token === "string" || token.kind !== "path" || more.length > 0) return false;
  const read = parsePath(token.name);
  return read.length === parts.length && read.every((part, at) => part === String(parts[at]));
}

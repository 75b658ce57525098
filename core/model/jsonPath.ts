import { parseJson } from "../base/json.ts";

/** A JSON path from the root, such as `$.steps[3].output_to[0]` or `$.steps[0]["my key"]`. */
export function jsonPath(parts: readonly (string | number)[]): string {
  return `$${parts.map(toPart).join("")}`;
}

function toPart(part: string | number): string {
  if (typeof part === "number") return `[${part}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
}

/** Reads what `jsonPath` writes; undefined = no such path. */
export function parseJsonPath(text: string): (string | number)[] | undefined {
  if (!text.startsWith("$")) return undefined;
  const parts: (string | number)[] = [];
  const part = /\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d{1,15})\]|\[("(?:[^"\\]|\\.)*")\]/y;
  part.lastIndex = 1;
  while (part.lastIndex < text.length) {
    const [found, name, index, quoted] = part.exec(text) ?? [];
    if (found === undefined) return undefined;
    if (name !== undefined) parts.push(name);
    else if (index !== undefined) parts.push(Number(index));
    else {
      const parsed = parseJson(quoted ?? "");
      if (!parsed.ok) return undefined;
      parts.push(String(parsed.value));
    }
  }
  return parts;
}

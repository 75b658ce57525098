/** A JSON path from the root, such as `$.steps[3].output_to[0]` or `$.steps[0]["my key"]`. */
export function jsonPath(parts: readonly (string | number)[]): string {
  return `$${parts.map(toPart).join("")}`;
}

function toPart(part: string | number): string {
  if (typeof part === "number") return `[${part}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
}

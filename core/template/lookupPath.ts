/** What looking for a name gave; `value` counts only if it was found. */
export interface Found {
  found: boolean;
  value: unknown;
}

export const notFound: Found = { found: false, value: undefined };

const segment = /\[(?:(\d+)|'([^']*)'|"([^"]*)")\]|(?:^|(?<!^)\.)([^.[]+)/y;

/** Splits `a.b[0]['c d']` into its keys. A text that is no such path is one key. */
export function parsePath(path: string): string[] {
  const segments: string[] = [];
  segment.lastIndex = 0;
  while (segment.lastIndex < path.length) {
    const match = segment.exec(path);
    if (match === null) return [path];
    segments.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
  }
  return segments.length === 0 ? [path] : segments;
}

/** Follows keys through lists and objects by their own properties only. */
export function lookupPath(data: unknown, segments: readonly string[]): Found {
  let value = data;
  for (const key of segments) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return notFound;
    value = (value as Record<string, unknown>)[key];
  }
  return { found: true, value };
}

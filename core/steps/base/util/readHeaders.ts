/** A mapping as request headers; entries without a value are left out. */
export function readHeaders(mapping: Record<string, unknown> | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping ?? {}).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

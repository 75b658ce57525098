/** Which HTTP status codes count as success. */
export interface ExpectedStatus {
  /** As written, for messages. */
  text: string;
  matches(status: number): boolean;
}

/** Reads codes (`200`), classes (`2xx`) and ranges (`200-204`), as a list or separated by commas. */
export function parseExpectedStatus(value: unknown): ExpectedStatus {
  const entries = (Array.isArray(value) ? value : [value])
    .flatMap((entry) => String(entry ?? "").split(","))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const ranges = entries.map(parseRange);
  if (ranges.length === 0) throw new TypeError("Name at least one expected status code, such as 200 or 200-299");
  return {
    text: entries.join(", "),
    matches: (status) => ranges.some(([low, high]) => status >= low && status <= high),
  };
}

function parseRange(entry: string): [number, number] {
  const group = /^([1-5])xx$/i.exec(entry);
  if (group) return [Number(group[1]) * 100, Number(group[1]) * 100 + 99];
  const range = /^(\d{3})(?:\s*-\s*(\d{3}))?$/.exec(entry);
  if (!range) throw new TypeError(`"${entry}" is not a status code; write 200, 2xx or 200-299`);
  return [Number(range[1]), Number(range[2] ?? range[1])];
}

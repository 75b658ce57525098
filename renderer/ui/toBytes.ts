const units = ["B", "KB", "MB", "GB", "TB"];

/** A size in bytes as people say it: `812 B`, `1.4 KB`, `12 MB`. */
export function toBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

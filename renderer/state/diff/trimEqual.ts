/** Equal lines that are kept around the others, so that one sees where they stand. */
const context = 2;
const gap = "…";

/** Two texts without the lines at their beginning and end in which they do not differ; short ones stay whole. */
export function trimEqual(from: string, to: string): { from: string; to: string } {
  const [before, after] = [from.split("\n"), to.split("\n")];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [first, last] = [Math.max(0, head - context), Math.max(0, tail - context)];
  const cut = (lines: string[]): string =>
    [
      ...(first > 1 ? [gap] : lines.slice(0, first)),
      ...lines.slice(first, lines.length - last),
      ...(last > 1 ? [gap] : lines.slice(lines.length - last)),
    ].join("\n");
  return { from: cut(before), to: cut(after) };
}

/** Equal lines that are kept around the others, so that one sees where they stand. */
const context = 2;
const gap = "…";

/** Texts without the lines at their beginning and end in which none differs from the others; short ones stay whole. */
export function trimEqual(texts: readonly string[]): string[] {
  const all = texts.map((text) => text.split("\n"));
  const shortest = Math.min(...all.map(({ length }) => length));
  const isEqualAt = (index: number): boolean => all.every((lines) => lines.at(index) === all[0]?.at(index));
  let head = 0;
  while (head < shortest && isEqualAt(head)) head += 1;
  let tail = 0;
  while (tail < shortest - head && isEqualAt(-1 - tail)) tail += 1;
  const [first, last] = [Math.max(0, head - context), Math.max(0, tail - context)];
  return all.map((lines) =>
    [
      ...(first > 1 ? [gap] : lines.slice(0, first)),
      ...lines.slice(first, lines.length - last),
      ...(last > 1 ? [gap] : lines.slice(lines.length - last)),
    ].join("\n"),
  );
}

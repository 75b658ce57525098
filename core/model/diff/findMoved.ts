/**
 * The items of a list that are elsewhere than in an earlier list, relative to the others: as few as possible. Items that
 * only one list has do not count.
 */
export function findMoved(from: readonly string[], to: readonly string[]): Set<string> {
  const places = new Map(from.map((item, index) => [item, index]));
  const common = to.filter((item) => places.has(item));
  const kept = new Set(longestRise(common.map((item) => places.get(item) ?? 0)));
  return new Set(common.filter((item) => !kept.has(places.get(item) ?? 0)));
}

/** The longest rising subsequence of numbers that are all different. */
function longestRise(numbers: readonly number[]): number[] {
  /** Index of the smallest end of a rise of each length. */
  const ends: number[] = [];
  const before: number[] = [];
  numbers.forEach((number, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const rise: number[] = [];
  for (let index = ends.at(-1) ?? -1; index !== -1; index = before[index] ?? -1) rise.unshift(numbers[index] ?? 0);
  return rise;
}

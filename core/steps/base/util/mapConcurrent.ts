/**
 * Runs `work` over the items, at most `limit` at once, and returns the results in the order of the items.
 * The first rejection stops further items from starting, waits for the running ones and rejects.
 */
export async function mapConcurrent<Item, Result>(
  items: readonly Item[],
  options: { limit: number; work: (item: Item, index: number) => Promise<Result> },
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const failures: unknown[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) {
      if (failures.length > 0) return;
      try {
        results[index] = await options.work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const lanes = Math.min(Math.max(1, Math.floor(options.limit)), items.length);
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

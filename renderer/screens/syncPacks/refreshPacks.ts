import type { QueryClient } from "@tanstack/react-query";

/** What a pack brings or takes along is in these lists. */
const keys = ["syncpacks", "syncpack", "classes", "applications", "configurations", "schedules"];

/** Reads again whatever a pack that came or went may have changed. */
export async function refreshPacks(queries: QueryClient): Promise<void> {
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

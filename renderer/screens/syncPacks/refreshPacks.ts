import type { QueryClient } from "@tanstack/react-query";

/** What a pack brings or takes along is in these lists. */
const lists = ["syncpacks", "classes", "applications", "configurations", "schedules"];

/** Reads again whatever a pack that came or went may have changed; `isGone`: the one on screen is not asked for again. */
export async function refreshPacks(queries: QueryClient, { isGone = false } = {}): Promise<void> {
  await Promise.all([
    ...lists.map((key) => queries.invalidateQueries({ queryKey: [key] })),
    queries.invalidateQueries({ queryKey: ["syncpack"], refetchType: isGone ? "none" : "active" }),
  ]);
}

import type { JsonObject } from "../../core/base/json.ts";

/** Steps in rows of fifty, each row a chain, laid out as a grid. */
export function buildGrid(name: string, count: number): JsonObject {
  const columns = 50;
  const steps = Array.from({ length: count }, (_, index) => ({
    name: `step ${index}`,
    file: "Log",
    message: "x",
    output_to: (index + 1) % columns === 0 || index + 1 === count ? [] : [`step ${index + 1}`],
  }));
  const places = steps.map((step, index) => ({
    step: step.name,
    x: (index % columns) * 272,
    y: Math.floor(index / columns) * 96,
  }));
  return { name, app_variables: [], steps, layout: { version: 1, steps: places, groups: [], notes: [] } };
}

/** The value below which such a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../core/base/json.ts";
import { casesFolder } from "../support/cases.ts";

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

/** The workflow of 2,122 steps of the cases; where they are not there, a grid as large. */
export function readLargeFlow(): JsonObject {
  const folder = casesFolder();
  if (folder === undefined) return buildGrid("large", 2_122);
  const file = join(folder, "wfcommons", "apps", "montage_chameleon_dss_15d_001.app.json");
  return { ...(JSON.parse(readFileSync(file, "utf8")) as JsonObject), name: "large" };
}

/** The value below which such a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

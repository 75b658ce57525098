import type { Diagnostics } from "../../core/model/Diagnostics.ts";

/** What a host says of itself, with every field optional. */
export function buildDiagnostics(more: Partial<Diagnostics> = {}): Diagnostics {
  return {
    at: Date.UTC(2026, 0, 2),
    versions: { sluice: "1.2.3", node: "24.0.0", sqlite: "3.50.0", platform: "linux x64" },
    queues: [{ name: "default", limit: 5, runs: 2, running: 3, waiting: 4 }],
    disk: { total: 2_000_000_000_000, free: 500_000_000_000, blobs: 1_234 },
    database: { size: 12_300_000, free: 999, runs: 7, oldestRunAt: null, reports: 1, applications: 2 },
    failures: { count: 0, steps: [] },
    ...more,
  };
}

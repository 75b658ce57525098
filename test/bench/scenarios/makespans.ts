import type { JsonObject } from "../../../core/base/json.ts";
import { type ApplicationCase, casesMissing, listCases } from "../../support/cases.ts";
import { atMost, type Measurement } from "../measure.ts";
import { buildWide, Product } from "../Product.ts";
import { type Setting, withFolder } from "../Setting.ts";

/** Longest schedule of an application that still belongs to the short form, ms of makespan. */
const longestShort = 2_500;

interface Plan {
  entry: ApplicationCase;
  workers: number;
  lower: number;
  upper: number;
}

/**
 * Recorded workflows: with w workers no schedule is faster than the lower bound, and no list schedule slower than the upper
 * one (Graham). An engine that runs serially or level by level falls outside.
 */
export async function measureMakespans({ isShort }: Setting): Promise<Measurement[]> {
  const plans = listCases("wfcommons").flatMap((entry) => plansOf(entry));
  const chosen = plans.filter(({ upper }) => !isShort || upper <= longestShort);
  if (chosen.length === 0) {
    process.stdout.write(`makespans of recorded workflows skipped: ${casesMissing}\n`);
    return [];
  }
  const rows: Measurement[] = [];
  for (const workers of [1, 2, 4]) {
    const outcomes = await measureWith(
      workers,
      chosen.filter((plan) => plan.workers === workers),
    );
    rows.push(...summarize(workers, outcomes));
  }
  return rows;
}

function plansOf(entry: ApplicationCase): Plan[] {
  return Object.entries(entry.oracle.runtime?.graham ?? {})
    .map(([workers, bounds]) => ({ workers: Number(workers), bounds }))
    .filter(({ workers }) => [1, 2, 4].includes(workers))
    .map(({ workers, bounds }) => ({
      entry,
      workers,
      lower: 0.98 * bounds.lower_ms,
      upper: 1.1 * bounds.upper_ms + entry.oracle.n_steps,
    }));
}

function measureWith(workers: number, plans: Plan[]): Promise<{ plan: Plan; makespan: number }[]> {
  return withFolder(async (folder) => {
    const product = await Product.open({ folder, workers });
    try {
      // Compiles the step class and starts the workers.
      await product.run(buildWide(workers, { file: "TraceTask", parameters: { runtime_ms: 20 } }));
      const outcomes: { plan: Plan; makespan: number }[] = [];
      for (const plan of plans) outcomes.push({ plan, makespan: await makespanOf(product, plan) });
      return outcomes;
    } finally {
      await product.close();
    }
  });
}

async function makespanOf(product: Product, { entry, workers }: Plan): Promise<number> {
  const run = await product.run(JSON.parse(entry.text) as JsonObject, { workers });
  return (run.finishedAt ?? Number.NaN) - (run.startedAt ?? Number.NaN);
}

/** One row for the slowest application against its upper bound, and one for the fastest against its lower one. */
function summarize(workers: number, outcomes: { plan: Plan; makespan: number }[]): Measurement[] {
  const byUpper = outcomes.map(({ plan, makespan }) => ({ plan, makespan, part: makespan / plan.upper }));
  const byLower = outcomes.map(({ plan, makespan }) => ({ plan, makespan, part: plan.lower / makespan }));
  const row = (what: string, worst: { plan: Plan; makespan: number }, bound: number): Measurement => ({
    what: `${outcomes.length} workflows, ${workers} workers: ${what}`,
    note: worst.plan.entry.fileName.replace(/\.app\.json$/, ""),
    unit: "ms",
    ours: worst.makespan,
    reference: bound,
    bar: what === "slowest" ? atMost(1) : { value: 1, sense: "least" },
    kind: "ratio",
  });
  const slowest = byUpper.sort((a, b) => b.part - a.part)[0];
  const fastest = byLower.sort((a, b) => b.part - a.part)[0];
  if (slowest === undefined || fastest === undefined) return [];
  return [row("slowest", slowest, slowest.plan.upper), row("fastest", fastest, fastest.plan.lower)];
}

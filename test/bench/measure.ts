/** One line of the table. */
export interface Measurement {
  what: string;
  unit: "ms" | "runs/s" | "rows/s" | "requests/s" | "events/s" | "MB" | "KB" | "x" | "pieces";
  ours: number;
  /** What ours is compared with, in the same unit and from the same minutes. */
  reference?: number;
  /** What must hold, and what we want. `ratio` rows fail the benchmark; `absolute` ones are printed. */
  bar: Limit;
  goal?: Limit;
  kind: "ratio" | "absolute";
  /** The first, cold measurement. */
  cold?: number;
  note?: string;
}

export interface Limit {
  value: number;
  /** Ours, or its ratio to the reference, must be at most or at least the value. */
  sense: "most" | "least";
}

export const atMost = (value: number): Limit => ({ value, sense: "most" });
export const atLeast = (value: number): Limit => ({ value, sense: "least" });

/** What a limit is about: the ratio to the reference, or ours where there is none. */
export function figureOf(row: Measurement): number {
  return row.kind === "ratio" && row.reference !== undefined ? row.ours / row.reference : row.ours;
}

export function holds(row: Measurement, limit: Limit): boolean {
  return limit.sense === "most" ? figureOf(row) <= limit.value : figureOf(row) >= limit.value;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Figures of ours and of the reference, taken in turns so that both see the same minutes. */
export async function interleave(
  rounds: number,
  { ours, reference }: { ours(): Promise<number>; reference(): Promise<number> },
): Promise<{ ours: number; reference: number; cold: number }> {
  const both: { ours: number[]; reference: number[] } = { ours: [], reference: [] };
  for (let round = 0; round < rounds; round += 1) {
    both.reference.push(await reference());
    both.ours.push(await ours());
  }
  const [cold = Number.NaN] = both.ours;
  // The first round warms both; it counts only if there is no other.
  const warm = (values: number[]): number => median(values.length > 1 ? values.slice(1) : values);
  return { ours: warm(both.ours), reference: warm(both.reference), cold };
}

import type { Measurement } from "../bench/measure.ts";

/** What could not be measured, and why. */
export interface Failure {
  scenario: string;
  error: unknown;
}

interface AllParts<Stage> {
  scenarios: Readonly<Record<string, (stage: Stage) => Promise<readonly Measurement[]>>>;
  open: () => Promise<Stage & { close(): Promise<unknown> }>;
  /** How long each took is written when it ends. */
  write: (line: string) => void;
}

/** Measures one scenario after the other; one that fails takes nothing of the others away. */
export async function measureAll<Stage>({
  scenarios,
  open,
  write,
}: AllParts<Stage>): Promise<{ rows: Measurement[]; failures: Failure[] }> {
  const rows: Measurement[] = [];
  const failures: Failure[] = [];
  const attempt = async (scenario: string, work: () => Promise<unknown>): Promise<void> => {
    const begun = performance.now();
    try {
      await work();
    } catch (error) {
      failures.push({ scenario, error });
    }
    write(`${scenario}: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
  };
  await attempt("the program", async () => {
    const stage = await open();
    try {
      for (const [name, measure] of Object.entries(scenarios)) {
        await attempt(name, async () => rows.push(...(await measure(stage))));
      }
    } finally {
      await stage.close();
    }
  });
  return { rows, failures };
}

/** Says of each what failed, with the place in the code. */
export function formatFailures(failures: readonly Failure[]): string {
  return failures
    .map(({ scenario, error }) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return `FAILED: ${scenario} could not be measured.\n${reason}\n`;
    })
    .join("\n");
}

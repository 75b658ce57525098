import { fileURLToPath } from "node:url";
import { atLeast, atMost, interleave, type Measurement, time } from "../measure.ts";
import { buildChain, type Product } from "../Product.ts";
import type { PlainStep, Prototype } from "../prototype/Prototype.ts";
import { type Setting, withBoth } from "../Setting.ts";

const module = fileURLToPath(new URL("../prototype/fibonacciFunction.ts", import.meta.url));
const workers = 2;
const length = 40;

type Both = { product: Product; prototype: Prototype };

/** Many small steps: what the engine, the workers and the commits cost. */
export function measureSmallSteps({ isShort }: Setting): Promise<Measurement[]> {
  return withBoth(workers, async (both) => [
    await measureSequence(both, isShort ? 40 : 200),
    await measureThroughput(both, { atOnce: 8, runs: 32, rounds: isShort ? 4 : 10 }),
    await measureThroughput(both, { atOnce: 32, runs: 96, rounds: isShort ? 3 : 8 }),
    await measureOneStep(both, isShort ? 60 : 300),
  ]);
}

function buildPlainChain(count: number): PlainStep[] {
  return Array.from({ length: count }, (_, index) => ({
    module,
    input: 10,
    producers: index === 0 ? [] : [index - 1],
  }));
}

const chain = (count: number) => buildChain(count, { file: "Fibonacci", parameters: { count: 10 } });

async function measureSequence({ product, prototype }: Both, rounds: number): Promise<Measurement> {
  const figures = await interleave(rounds, {
    ours: () => time(() => product.run(chain(length))),
    reference: () => time(() => prototype.run("chain", buildPlainChain(length))),
  });
  const what = `${length} sequential steps of fibonacci(10), one run`;
  return { what, unit: "ms", ...figures, bar: atMost(2), goal: atMost(1.3), kind: "ratio" };
}

async function measureThroughput(
  { product, prototype }: Both,
  { atOnce, runs, rounds }: { atOnce: number; runs: number; rounds: number },
): Promise<Measurement> {
  const perSecond = async (run: () => Promise<unknown>): Promise<number> =>
    runs / ((await time(() => runAtOnce(run, { atOnce, runs }))) / 1_000);
  const figures = await interleave(rounds, {
    ours: () => perSecond(() => product.run(chain(length))),
    reference: () => perSecond(() => prototype.run("chain", buildPlainChain(length))),
  });
  const [bar, goal] = atOnce === 8 ? [atLeast(0.5), atLeast(0.8)] : [atLeast(0.4), atLeast(0.7)];
  return { what: `the same, ${atOnce} at once`, unit: "runs/s", ...figures, bar, goal, kind: "ratio" };
}

async function measureOneStep({ product, prototype }: Both, rounds: number): Promise<Measurement> {
  const figures = await interleave(rounds, {
    ours: () => time(() => product.run(chain(1))),
    // Accepted and started, the round trip, finished: one round trip and two commits.
    reference: () => time(() => prototype.run("one", buildPlainChain(1))),
  });
  return { what: "application of 1 step", unit: "ms", ...figures, bar: atMost(2), goal: atMost(1.3), kind: "ratio" };
}

async function runAtOnce(
  run: () => Promise<unknown>,
  { atOnce, runs }: { atOnce: number; runs: number },
): Promise<void> {
  let left = runs;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

import { fileURLToPath } from "node:url";
import { atMost, interleave, type Measurement, time } from "../measure.ts";
import { buildWide } from "../Product.ts";
import type { PlainStep } from "../prototype/Prototype.ts";
import { type Setting, withBoth } from "../Setting.ts";

const module = fileURLToPath(new URL("../prototype/fibonacciFunction.ts", import.meta.url));
const width = 1_000;
const workers = 2;

/** Many steps side by side with one consumer of all. The prototype is printed for scale. */
export function measureWideSteps({ isShort }: Setting): Promise<Measurement[]> {
  const document = buildWide(width, { file: "Fibonacci", parameters: { count: 10 } });
  const plain: PlainStep[] = Array.from({ length: width }, () => ({ module, input: 10, producers: [] }));
  plain.push({ module, input: 10, producers: plain.map((_, index) => index) });
  return withBoth(workers, async ({ product, prototype }) => {
    const perStep = async (run: () => Promise<unknown>): Promise<number> => (await time(run)) / (width + 1);
    const figures = await interleave(isShort ? 4 : 10, {
      ours: () => perStep(() => product.run(document)),
      reference: () => perStep(() => prototype.run("wide", plain)),
    });
    const what = `${width} steps wide, fan-in ${width}, per step`;
    return [{ what, unit: "ms", ...figures, bar: atMost(0.5), goal: atMost(0.2), kind: "absolute" }];
  });
}

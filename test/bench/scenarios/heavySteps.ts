import { fileURLToPath } from "node:url";
import { atMost, interleave, type Measurement, time } from "../measure.ts";
import { buildChain } from "../Product.ts";
import { type Setting, withBoth } from "../Setting.ts";

const module = fileURLToPath(new URL("../prototype/bareLoop.ts", import.meta.url));
const count = 10;
const size = 33;

/** Few steps that compute: what is left of the processor. The reference is a plain loop in one forked process. */
export function measureHeavySteps({ isShort }: Setting): Promise<Measurement[]> {
  const document = buildChain(count, { file: "Fibonacci", parameters: { count: size } });
  return withBoth(1, async ({ product, prototype }) => {
    const figures = await interleave(isShort ? 5 : 15, {
      ours: () => time(() => product.run(document)),
      reference: () => time(() => prototype.attempt(module, { count, size })),
    });
    const what = `${count} sequential steps of fibonacci(${size})`;
    return [{ what, unit: "ms", ...figures, bar: atMost(1.05), goal: atMost(1.02), kind: "ratio" }];
  });
}

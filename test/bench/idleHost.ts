/* A host that ran one step and then does nothing; tells its parent when, runs as many more as the parent says, and tells again. Ends with it. */
import { buildChain, Product } from "./Product.ts";

process.on("disconnect", () => process.exit());
const product = await Product.open({ folder: process.argv[2] ?? "", workers: 1 });
const chain = buildChain(1, { file: "Fibonacci", parameters: { count: 10 } });

async function runAll(count: number): Promise<void> {
  let left = count;
  const runNext = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await product.run(chain);
    }
  };
  await Promise.all(Array.from({ length: 8 }, runNext));
  process.send?.("idle");
}

process.on("message", (count: number) => void runAll(count));
await runAll(1);
setInterval(() => undefined, 60_000);

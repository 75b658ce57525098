/* A host that ran one step and then does nothing; tells its parent when. Ends with it. */
import { buildChain, Product } from "./Product.ts";

process.on("disconnect", () => process.exit());
const product = await Product.open({ folder: process.argv[2] ?? "", workers: 1 });
await product.run(buildChain(1, { file: "Fibonacci", parameters: { count: 10 } }));
process.send?.("idle");
setInterval(() => undefined, 60_000);

/* A host that ran one step and then does nothing; tells its parent the pids of its workers. */
import { readdirSync, readFileSync } from "node:fs";
import { buildChain, Product } from "./Product.ts";

const product = await Product.open({ folder: process.argv[2] ?? "", workers: 1 });
await product.run(buildChain(1, { file: "Fibonacci", parameters: { count: 10 } }));
process.send?.(childrenOf(process.pid));
setInterval(() => undefined, 60_000);

// The fourth field of /proc/PID/stat, after the name in parentheses, is the parent.
function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[1],
    );
  } catch {
    return 0;
  }
}

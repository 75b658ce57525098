import { readFileSync, readdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Product, buildChain } from "./Product.ts";
import { Prototype } from "./prototype/Prototype.ts";
import { fileURLToPath } from "node:url";
function threads(pid: number | string): Record<string, number> {
  const out: Record<string, number> = {};
  for (const t of readdirSync(`/proc/${pid}/task`)) {
    const s = readFileSync(`/proc/${pid}/task/${t}/schedstat`, "utf8").split(" ");
    const name = readFileSync(`/proc/${pid}/task/${t}/comm`, "utf8").trim();
    out[`${name}:${t}`] = Number(s[process.env.DELAY ? 1 : 0]) / 1e3;
  }
  return out;
}
const children = (): string[] => readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean);
const kind = process.argv[2]; const atOnce = Number(process.argv[3]); const runs = Number(process.argv[4]);
const folder = mkdtempSync(join(tmpdir(), "acc-"));
const module = fileURLToPath(new URL("./prototype/fibonacciFunction.ts", import.meta.url));
const length = 40;
let run: () => Promise<unknown>; let close: () => Promise<void>;
if (kind === "ours") {
  const p = await Product.open({ folder, workers: Number(process.env.W ?? 2) });
  const doc = () => buildChain(length, { file: "Fibonacci", parameters: { count: 10 } });
  run = () => p.run(doc()); close = () => p.close();
} else {
  const p = await Prototype.open({ folder, workers: Number(process.env.W ?? 2) });
  const steps = Array.from({ length }, (_, i) => ({ module, input: 10, producers: i === 0 ? [] : [i - 1] }));
  run = () => p.run("chain", steps); close = () => p.close();
}
async function batch(n: number) { let left = n; await Promise.all(Array.from({ length: atOnce }, async () => { while (left > 0) { left--; await run(); } })); }
await batch(runs);
await new Promise((r) => setTimeout(r, 300));
const before = [process.pid, ...children()].map((p) => [p, threads(p)] as const);
const start = performance.now();
await batch(runs);
import { statSync } from "node:fs";
if (kind === "ours") console.log("wal", statSync(join(folder, "sluice.db-wal")).size, "db", statSync(join(folder, "sluice.db")).size);
const wall = performance.now() - start;
const steps = runs * length;
let total = 0;
for (const [p, b] of before) {
  let a: Record<string, number>; try { a = threads(p); } catch { continue; }
  for (const k of Object.keys(a)) { const d = ((a[k] ?? 0) - (b[k] ?? 0)) / steps; total += d; if (d > 0.8) console.log(`  ${p === process.pid ? "host" : "worker"} ${k} ${d.toFixed(1)} us/step`); }
}
console.log(`${kind} at once ${atOnce}: ${(runs / wall * 1000).toFixed(1)} runs/s, wall ${(wall * 1000 / steps).toFixed(0)} us/step, cpu ${total.toFixed(0)} us/step`);
if (process.env.HEAP) { process.kill(process.pid, "SIGUSR2"); await new Promise((r) => setTimeout(r, 1500)); }
await close(); rmSync(folder, { recursive: true, force: true });


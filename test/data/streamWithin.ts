/* Run as a process of its own with `--expose-gc` and a small heap: writes 60 MB of rows to the folder given, reads them back, and prints what it took. */
import { randomBytes } from "node:crypto";
import { encodeDataset } from "../../core/data/encodeDataset.ts";
import { streamData } from "../../core/data/streamData.ts";

const rows = 250_000;
const options = { dataKey: randomBytes(32), blobFolder: process.argv[2] ?? "" };
let peakLiveBytes = 0;
const liveAtStart = liveBytes();

function liveBytes(): number {
  globalThis.gc?.();
  const { external, heapUsed } = process.memoryUsage();
  return external + heapUsed;
}

function measure(index: number): void {
  if (index % 10_000 !== 0) return;
  peakLiveBytes = Math.max(peakLiveBytes, liveBytes() - liveAtStart);
}

function* produce(): Generator<unknown> {
  for (let index = 0; index < rows; index += 1) {
    measure(index);
    yield { id: index, name: `customer number ${index}`, note: `${index} ${"some longer text ".repeat(12)}` };
  }
}

const stored = await encodeDataset(produce(), options);
let next = 0;
for await (const row of streamData(stored, options)) {
  measure(next);
  if ((row as { id: number }).id !== next) throw new Error(`row ${next} is not where it should be`);
  next += 1;
}
console.log(JSON.stringify({ rows: next, isComplete: next === rows, bytes: stored.summary.bytes, peakLiveBytes }));

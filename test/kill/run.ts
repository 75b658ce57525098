/* The kill test: `node test/kill/run.ts [--runs N] [--seed S] [--keep]`. N kills of the program at random moments, then everything is examined. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededRandom } from "../support/seededRandom.ts";
import { examine } from "./examine.ts";
import { KillLoop } from "./KillLoop.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "50" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    keep: { type: "boolean", default: false },
  },
});

const mostFaultsShown = 40;
const started = performance.now();
const wanted = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), "sluice-kill-"));
process.stdout.write(`kill test: ${wanted} kills, --seed ${values.seed}\n`);

const loop = new KillLoop({ folder, random: seededRandom(Number(values.seed)) });
await loop.warm();
while (loop.kills < wanted) {
  await loop.killOnce();
  if (loop.kills % 10 === 0) process.stdout.write(`  ${loop.kills} kills\n`);
}
await loop.finish();
const { faults, ...counts } = await examine(loop);

const seconds = ((performance.now() - started) / 1_000).toFixed(0);
process.stdout.write(
  `${loop.kills} kills, ${loop.outlived} programs that ended before; ${counts.runs} runs with ${counts.steps} steps; ` +
    `${counts.recoveries} recoveries, ${counts.retries} retries, ${counts.givenUp} runs with a step given up after three recoveries; ` +
    `${counts.acknowledged} events acknowledged and found; ${seconds} s\n`,
);
for (const fault of faults.slice(0, mostFaultsShown)) process.stdout.write(`  FAULT ${fault}\n`);
if (faults.length > 0) process.stdout.write(`${faults.length} faults; the folder is ${folder}\n`);
else if (values.keep) process.stdout.write(`the folder is ${folder}\n`);
else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
process.exitCode = faults.length > 0 ? 1 : 0;

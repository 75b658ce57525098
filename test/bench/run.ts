/* The benchmark: `node test/bench/run.ts [--short] [--json FILE] [--only TEXT] [--report]`. Fails on ratios only; absolute figures are printed. With `--report` it measures and prints, and leaves the judgement to the reader. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Measurement } from "./measure.ts";
import { formatTable, toJson, verdictOf } from "./report.ts";
import { measureApi } from "./scenarios/api.ts";
import { measureDatabases } from "./scenarios/databases.ts";
import { measureForEach } from "./scenarios/forEach.ts";
import { measureHeavySteps } from "./scenarios/heavySteps.ts";
import { measureLargeData } from "./scenarios/largeData.ts";
import { measureMakespans } from "./scenarios/makespans.ts";
import { measureMemory } from "./scenarios/memory.ts";
import { measureMillionRuns } from "./scenarios/millionRuns.ts";
import { measureProgram } from "./scenarios/program.ts";
import { measureSmallSteps } from "./scenarios/smallSteps.ts";
import { measureWideSteps } from "./scenarios/wideSteps.ts";

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string" },
    report: { type: "boolean", default: false },
  },
});

const scenarios = {
  small: measureSmallSteps,
  heavy: measureHeavySteps,
  wide: measureWideSteps,
  forEach: measureForEach,
  large: measureLargeData,
  makespans: measureMakespans,
  program: measureProgram,
  api: measureApi,
  million: measureMillionRuns,
  memory: measureMemory,
};

/** What needs servers of others is measured only when it is named. */
const onDemand = { databases: measureDatabases };

const started = performance.now();
const rows: Measurement[] = [];
const chosen = [
  ...Object.entries(scenarios).filter(([name]) => values.only === undefined || name.includes(values.only)),
  ...Object.entries(onDemand).filter(([name]) => name === values.only),
];
for (const [name, measure] of chosen) {
  const begun = performance.now();
  rows.push(...(await measure({ isShort: values.short })));
  process.stdout.write(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
}
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(`\n${formatTable(rows)}\n${seconds.toFixed(0)} s\n`);
if (values.json !== undefined) writeFileSync(values.json, toJson(rows, { seconds, isShort: values.short }));
process.exitCode = !values.report && rows.some((row) => verdictOf(row) === "FAIL") ? 1 : 0;

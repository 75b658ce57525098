/* The benchmark of the editor in Chromium: `npm run bench:ui -- [--json FILE] [--only TEXT] [--report] [--strict] [--short]`. It fails on ratios and counts, with `--strict` on times too, which are printed else; with `--report` on nothing. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { holds, type Measurement } from "../bench/measure.ts";
import { formatTable, toJson, verdictOf } from "../bench/report.ts";
import { Stage } from "./Stage.ts";
import { measureBundles } from "./scenarios/bundles.ts";
import { measureCoding } from "./scenarios/coding.ts";
import { measureEvents } from "./scenarios/events.ts";
import { measureFrames } from "./scenarios/frames.ts";
import { measureLayout } from "./scenarios/layout.ts";
import { measureMemory } from "./scenarios/memory.ts";
import { measureOpening } from "./scenarios/opening.ts";
import { measureResolving } from "./scenarios/resolving.ts";
import { measureRows } from "./scenarios/rows.ts";
import { measureStarting } from "./scenarios/starting.ts";
import { measureTyping } from "./scenarios/typing.ts";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string" },
    report: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
    short: { type: "boolean", default: false },
  },
});

const scenarios = {
  bundles: measureBundles,
  starting: measureStarting,
  opening: measureOpening,
  layout: measureLayout,
  frames: measureFrames,
  events: measureEvents,
  typing: measureTyping,
  resolving: measureResolving,
  coding: measureCoding,
  rows: measureRows,
  memory: measureMemory,
};

const started = performance.now();
const rows: Measurement[] = [];
await measured("the program", async () => {
  const stage = await Stage.open({ isShort: values.short });
  try {
    for (const [name, measure] of Object.entries(scenarios)) {
      if (values.only !== undefined && !name.includes(values.only)) continue;
      await measured(name, async () => rows.push(...(await measure(stage))));
    }
  } finally {
    await stage.close();
  }
});
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(`\n${formatTable(rows)}\n${seconds.toFixed(0)} s\n`);
if (values.json !== undefined) writeFileSync(values.json, toJson(rows, { seconds, isShort: values.short }));
const isBroken = (row: Measurement): boolean => verdictOf(row) === "FAIL" || (values.strict && !holds(row, row.bar));
process.exitCode = !values.report && rows.some(isBroken) ? 1 : 0;

/** Says how long it took. What cannot be measured ends the benchmark, but not a report. */
async function measured(name: string, work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  try {
    await work();
  } catch (error) {
    if (!values.report) throw error;
    process.stdout.write(`${name} could not be measured: ${error}\n`);
  }
  process.stdout.write(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
}

/* The benchmark of the editor in Chromium: `npm run bench:ui -- [--json FILE] [--only TEXT] [--report] [--strict] [--short]`. It fails on ratios, counts and scenarios that could not be measured, with `--strict` on times too, which are printed else; with `--report` on nothing. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { holds, type Measurement } from "../bench/measure.ts";
import { formatTable, toJson, verdictOf } from "../bench/report.ts";
import { formatFailures, measureAll } from "./measureAll.ts";
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
const { only } = values;
const { rows, failures } = await measureAll({
  scenarios: Object.fromEntries(
    Object.entries(scenarios).filter(([name]) => only === undefined || name.includes(only)),
  ),
  open: () => Stage.open({ isShort: values.short }),
  write: (line) => process.stdout.write(line),
});
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(`\n${formatTable(rows)}\n${formatFailures(failures)}${seconds.toFixed(0)} s\n`);
if (values.json !== undefined) writeFileSync(values.json, toJson(rows, { seconds, isShort: values.short, failures }));
const isBroken = (row: Measurement): boolean => verdictOf(row) === "FAIL" || (values.strict && !holds(row, row.bar));
process.exitCode = !values.report && (failures.length > 0 || rows.some(isBroken)) ? 1 : 0;

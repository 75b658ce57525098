/* The benchmark of the editor in Chromium: `npm run bench:ui -- [--json FILE] [--only TEXT] [--report]`. It fails on counts; absolute times are printed. With `--report` it measures and prints only. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Measurement } from "../bench/measure.ts";
import { formatTable, toJson, verdictOf } from "../bench/report.ts";
import { Stage } from "./Stage.ts";
import { measureBundles } from "./scenarios/bundles.ts";
import { measureEvents } from "./scenarios/events.ts";
import { measureRows } from "./scenarios/rows.ts";
import { measureTyping } from "./scenarios/typing.ts";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string" },
    report: { type: "boolean", default: false },
  },
});

const scenarios = {
  bundles: measureBundles,
  events: measureEvents,
  typing: measureTyping,
  rows: measureRows,
};

const started = performance.now();
const rows: Measurement[] = [];
const stage = await Stage.open();
try {
  for (const [name, measure] of Object.entries(scenarios)) {
    if (values.only !== undefined && !name.includes(values.only)) continue;
    const begun = performance.now();
    rows.push(...(await measure(stage)));
    process.stdout.write(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
  }
} finally {
  await stage.close();
}
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(`\n${formatTable(rows)}\n${seconds.toFixed(0)} s\n`);
if (values.json !== undefined) writeFileSync(values.json, toJson(rows, { seconds, isShort: false }));
process.exitCode = !values.report && rows.some((row) => verdictOf(row) === "FAIL") ? 1 : 0;

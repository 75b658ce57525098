import { logLevels } from "../../model/RunRecord.ts";
import { oneLine, safeLines } from "../output/formats.ts";
import type { Style } from "../output/style.ts";

const names = Object.entries(logLevels).reverse();

/** Name of the highest level a number reaches. */
export function levelName(level: number): string {
  return names.find(([, value]) => level >= value)?.[0] ?? "debug";
}

/** `step  LEVEL  message`, coloured by level. */
export function formatLogLine(
  line: { step: string | undefined; level: number; message: string },
  style: Style,
): string {
  const name = levelName(line.level).toUpperCase().padEnd(8);
  const level = line.level >= 40 ? style("red", name) : line.level >= 30 ? style("yellow", name) : style("dim", name);
  const step = line.step === undefined ? "" : `${style("cyan", oneLine(line.step))}  `;
  return `${step}${level} ${safeLines(line.message)}`;
}

import { deserialize, serialize } from "node:v8";
import { buildLargeRows } from "../largeRows.ts";

/** Milliseconds to serialise and deserialise rows of so many MB, and nothing else. */
export default function step(input: unknown): number {
  const rows = buildLargeRows(input as number);
  const start = performance.now();
  deserialize(serialize(rows));
  return performance.now() - start;
}

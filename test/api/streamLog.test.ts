import { expect, test } from "vitest";
import { streamLog } from "../../core/api/streamLog.ts";
import type { LogLine } from "../../core/model/RunRecord.ts";

const line = (seq: number): LogLine => ({
  seq,
  time: 0,
  runId: "run",
  stepRunId: "step",
  step: "one",
  attempt: 1,
  level: 25,
  module: "m",
  message: `line ${seq}`,
});

test("reads a page only when the page before was taken, and every line once", async () => {
  const all = Array.from({ length: 2_500 }, (_, index) => line(2 * index + 1));
  const asked: number[] = [];
  const pages = streamLog("text", ({ after = 0, limit }) => {
    asked.push(after);
    return all.filter(({ seq = 0 }) => seq > after).slice(0, limit);
  });
  const first = await pages.next();
  expect(asked).toEqual([0]);
  let text = String(first.value);
  for await (const page of pages) text += page;
  expect(asked).toEqual([0, 1999, 3999]);
  expect(
    text
      .trimEnd()
      .split("\n")
      .map((entry) => Number(entry.split("line ")[1])),
  ).toEqual(all.map(({ seq }) => seq));
});

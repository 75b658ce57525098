import { describe, expect, it } from "vitest";
import { LineBuffer } from "../../core/workers/LineBuffer.ts";

describe("a line buffer", () => {
  it("cuts chunks into lines wherever they were torn", () => {
    const lines: string[] = [];
    const buffer = new LineBuffer((line) => lines.push(line));
    for (const chunk of ["one\ntw", "o\r\n", "\nthr", "ee"]) buffer.add(chunk);
    expect(lines).toEqual(["one", "two", ""]);
    buffer.flush();
    buffer.flush();
    expect(lines).toEqual(["one", "two", "", "three"]);
  });

  it("passes on an endless line in pieces", () => {
    const lines: number[] = [];
    const buffer = new LineBuffer((line) => lines.push(line.length));
    buffer.add("x".repeat(40_000));
    buffer.flush();
    expect(lines).toEqual([16_384, 16_384, 7_232]);
  });
});

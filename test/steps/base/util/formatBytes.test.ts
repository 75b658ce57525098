import { expect, test } from "vitest";
import { formatBytes } from "../../../../core/steps/base/util/formatBytes.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 KB"],
  [9_960, "10.0 KB"],
  [12_345, "12 KB"],
  [999_600, "1.0 MB"],
  [2.5e9, "2.5 GB"],
  [3e15, "3000 TB"],
])("%d is %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

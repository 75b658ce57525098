import { expect, test } from "vitest";
import { isSafePath } from "../../core/base/isSafePath.ts";

test.each(["a.ts", "lib/deep/a.mts", "Ä b.ts", ".hidden/x", "..a/b", "constructor", "__proto__"])(
  "%j stays inside",
  (path) => {
    expect(isSafePath(path)).toBe(true);
  },
);

test.each([
  "",
  "..",
  "../a.ts",
  "lib/../../a.ts",
  "./a.ts",
  "/etc/passwd",
  "a//b",
  "a/",
  "C:/x",
  "a\\..\\..\\b",
  "nul",
  "lib/CON.ts",
  "com1.txt",
  "a.",
  "a ",
  "a\u0000b",
  "a\nb",
  "what?",
  Array.from({ length: 21 }, () => "a").join("/"),
  "a".repeat(401),
])("%j does not", (path) => {
  expect(isSafePath(path)).toBe(false);
});

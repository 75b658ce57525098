import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { english } from "../../../renderer/text/english.ts";
import { text } from "../../../renderer/text/texts.ts";

const folder = fileURLToPath(new URL("../../../renderer", import.meta.url));

test("a text is filled with its values, counts in singular and plural, and escapes nothing", () => {
  expect(text("gesture.rename", { name: "<b> & co" })).toBe("Rename <b> & co");
  expect([text("document.changes", { count: 1 }), text("document.changes", { count: 3 })]).toEqual([
    "Draft, 1 change",
    "Draft, 3 changes",
  ]);
});

test("every text is used somewhere", () => {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("dist") && !path.endsWith("english.ts"))
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .join("\n");
  // Keys that are put together, such as `step.state.${look}`.
  const stems = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1] ?? "");
  const ends = [...sources.matchAll(/\$\{\w+\}(\.\w+)`/g)].map((match) => match[1] ?? "");
  const keys = Object.keys(english).map((key) => key.replace(/_(?:one|other)$/, ""));
  const unused = keys.filter(
    (key) =>
      !sources.includes(`"${key}"`) &&
      !stems.some((stem) => key.startsWith(stem)) &&
      !ends.some((end) => key.endsWith(end) && sources.includes(`"${key.slice(0, -end.length)}"`)),
  );
  expect(unused).toEqual([]);
});

import { expect, test } from "vitest";
import { readRequirement } from "../../core/model/readRequirement.ts";

test("an entry of requires_dist is a name, and perhaps a range in the words of npm or Python", () => {
  const read = (text: string) => Object.values(readRequirement(text));
  expect(read("boto")).toEqual(["boto", "*"]);
  expect(read(" base_steps_syncpack ^1.2.0 ")).toEqual(["base_steps_syncpack", "^1.2.0"]);
  expect(read("base-steps@1.x")).toEqual(["base-steps", "1.x"]);
  expect(read("@scope/name@>=2.0.0 <3.0.0")).toEqual(["@scope/name", ">=2.0.0 <3.0.0"]);
  expect(read("boto>=1.0.0,<2.0.0")).toEqual(["boto", ">=1.0.0 <2.0.0"]);
  expect(read("boto==1.0.0")).toEqual(["boto", "=1.0.0"]);
  expect(read("?")).toEqual(["?", "*"]);
});

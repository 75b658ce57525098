import { expect, it } from "vitest";
import { findLink } from "../../../../core/steps/base/util/linkHeader.ts";

it.each([
  ['</a?page=2>; rel="next"', "/a?page=2"],
  ["</a>; rel=next", "/a"],
  ['</p>; rel="prev", </n>; rel="next"', "/n"],
  ['</both>; title="a; b, c"; rel="last next"', "/both"],
  ['</a,b;c>; REL="Next"', "/a,b;c"],
  ['</quoted>; title="say \\"hi\\", <x>"; rel=next', "/quoted"],
  ['</a>; rel="nextish"', undefined],
  ["", undefined],
  ["not a link", undefined],
  [undefined, undefined],
])("finds the next link of %j", (header, target) => {
  expect(findLink(header, "next")).toBe(target);
});

it("reads a long header that is no link in no time", () => {
  expect(findLink(`<a>${"; x=y".repeat(20_000)}`, "next")).toBeUndefined();
});

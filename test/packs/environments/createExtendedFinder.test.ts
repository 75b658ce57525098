import { expect, test } from "vitest";
import { environmentRights } from "../../../core/model/packEnvironment.ts";
import { createExtendedFinder } from "../../../core/packs/environments/createExtendedFinder.ts";

const hash = "0123456789abcdef0123456789abcdef";
const archive = { meta: { name: "erp", version: "1.0.0" }, hash };
const find = createExtendedFinder({
  archives: () => [archive as never],
  folderOf: ({ name, version, hash: content }) => `/data/environments/${name}-${version}-${content.slice(0, 16)}`,
});

const moduleOf = (...sources: string[]): string => {
  const map = Buffer.from(JSON.stringify({ sources })).toString("base64");
  return `export default 1;\n//# sourceMappingURL=data:application/json;base64,${map}\n`;
};

test("a module with code of an uploaded pack belongs to it, wherever the data folder lay", () => {
  const own = "file:///elsewhere/My%20classes/Mine.ts";
  const theirs = "file:///old%20place/environments/erp-1.0.0-0123456789abcdef/steps/Reads.ts";
  expect(find(moduleOf(own, theirs))).toBe(`erp@1.0.0+${hash}`);
  expect([find(moduleOf(own)), find("no map")]).toEqual([undefined, undefined]);
});

test("code of a pack that is gone, or of several, may do nothing", () => {
  const of = (pack: string) => `file:///data/environments/${pack}/steps/Reads.ts`;
  const gone = find(moduleOf(of("gone-1.0.0-0123456789abcdef")));
  const both = find(moduleOf(of("erp-1.0.0-0123456789abcdef"), of("gone-1.0.0-0123456789abcdef")));
  for (const environment of [gone, both]) expect(environmentRights(environment ?? "", [])?.read).toEqual([]);
});

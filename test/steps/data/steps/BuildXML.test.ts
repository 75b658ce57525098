import { expect, it } from "vitest";
import BuildXML from "../../../../core/steps/data/steps/BuildXML.ts";
import { runStep } from "../../../support/runStep.ts";

const build = (input: unknown, params: object = {}) =>
  runStep(BuildXML, { input, params: { indent: 0, ...params } as never });

it("writes elements, attributes, texts and lists", async () => {
  const { data } = await build({ order: { "@id": 7, line: ["a & b", { "@no": 2, "#text": "<c>" }], at: new Date(0) } });
  expect(data).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><order id="7"><line>a &amp; b</line><line no="2">&lt;c&gt;</line><at>1970-01-01T00:00:00.000Z</at></order>',
  );
});

it("writes a list within a root, indented", async () => {
  const { data } = await build([{ a: 1 }, { a: 2 }], { root: "rows", item: "row", indent: 2, declaration: false });
  expect(data).toBe("<rows>\n  <row>\n    <a>1</a>\n  </row>\n  <row>\n    <a>2</a>\n  </row>\n</rows>\n");
});

it("says what cannot be XML", async () => {
  expect((await build({ a: 1, b: 2 })).error?.message).toMatch(
    /exactly one outermost element, but the data has a, b; set "root"$/,
  );
  expect((await build("text")).error?.message).toMatch(/^XML is written from an object/);
  expect((await build({ "no name": 1 })).error?.message).toBe('"no name" cannot be the name of an element');
});

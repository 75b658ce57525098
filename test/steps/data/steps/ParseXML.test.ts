import { expect, it } from "vitest";
import ParseXML from "../../../../core/steps/data/steps/ParseXML.ts";
import { runStep } from "../../../support/runStep.ts";

const xml = `<?xml version="1.0"?>
<!-- orders of a day -->
<o:orders xmlns:o="urn:o"><order id="7" paid="true"><line>pump</line><line no="2">valve &amp; pipe</line></order></o:orders>`;
const parse = (input: unknown, params: object = {}) => runStep(ParseXML, { input, params: params as never });

it("reads elements, attributes, texts and lists", async () => {
  expect((await parse(xml)).data).toEqual({
    "o:orders": {
      "@xmlns:o": "urn:o",
      order: { "@id": "7", "@paid": "true", line: ["pump", { "@no": "2", "#text": "valve & pipe" }] },
    },
  });
});

it("makes lists of what may come once, leaves prefixes out and knows types", async () => {
  const { data } = await parse(xml, { lists: ["orders.order"], namespaces: "remove", types: true, attributes: "_" });
  expect(data).toMatchObject({ orders: { order: [{ _id: 7, _paid: true }] } });
});

it("says where it is not well formed", async () => {
  expect((await parse("<a>\n<b></a>")).error).toMatchObject({
    name: "XmlException",
    message: expect.stringMatching(/^Line 2, column \d+: /),
  });
});

it("refuses entities of the document's own and reads nothing outside", async () => {
  const bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
  expect((await parse(bomb)).error?.message).toBe("The document declares entities of its own, which are not read");
});

import { expect, it } from "vitest";
import ParseJSON from "../../../../core/steps/data/steps/ParseJSON.ts";
import { runStep } from "../../../support/runStep.ts";

const parse = (input: unknown, params: object = {}) => runStep(ParseJSON, { input, params: params as never });

it("reads JSON from text, bytes and a source", async () => {
  expect((await parse('{"a":[1]}')).data).toEqual({ a: [1] });
  expect((await parse(Buffer.from("[true]"))).data).toEqual([true]);
  expect((await parse({ body: "ignored", file: "7" }, { source: "${file}" })).data).toEqual(7);
});

it("names line and column", async () => {
  expect((await parse('{\n  "a": 1,\n  b: 2\n}')).error).toMatchObject({
    name: "JsonTextException",
    message: expect.stringMatching(/^Line 3, column 3: /),
  });
  expect((await parse(" ")).error?.message).toBe("The text is empty");
});

it("reads JSON Lines, and leaves out what is none when asked", async () => {
  const text = '{"a":1}\r\n\n[2]\nno\n';
  expect((await parse(text, { format: "lines" })).error?.message).toMatch(/^Line 4: /);
  const { data, logs } = await parse(text, { format: "lines", on_error: "skip" });
  expect(data).toEqual([{ a: 1 }, [2]]);
  expect(logs).toMatchObject([{ level: "warning", message: expect.stringMatching(/^Left out: Line 4: /) }]);
});

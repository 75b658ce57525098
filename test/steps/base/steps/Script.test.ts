import { describe, expect, it } from "vitest";
import Script from "../../../../core/steps/base/steps/Script.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const script = (code: string, options: StepRunOptions = {}) =>
  runStep(Script, { ...options, params: { code, ...options.params } });

describe("a script", () => {
  it("gets typed input, step and values, and what it returns is saved", async () => {
    const code = `
interface Order { price: number; quantity?: number }
type Values = { limit: number };

export default async function (input: Order[], step: any, values: Values): Promise<number[]> {
  step.logger.flow("%d orders", input.length);
  return input.map((order) => order.price * (order.quantity ?? 1)).filter((total) => total > values.limit);
}
`;
    const input = [{ price: 2, quantity: 3 }, { price: 1 }];
    const options = { input, params: { values: { limit: "${appvar.limit}" } }, appVariables: { limit: 4 } };
    const { data, logs } = await script(code, options);
    expect([data, logs]).toEqual([[6], [{ level: "flow", message: "2 orders" }]]);
  });

  it("can be just the body of the function", async () => {
    const { data } = await script("const first = input[0] as string;\nreturn `${first} ${values.end}`", {
      input: ["hello"],
      params: { values: { end: "world" } },
    });
    expect(data).toBe("hello world");
  });

  it("is not scanned for variables", async () => {
    expect((await script("const x = 2; return `${x}${'$'}{appvar.none}`")).data).toBe("2${appvar.none}");
  });

  it("can import modules of Node", async () => {
    const code = `import { createHash } from "node:crypto";
export default (input: string) => createHash("sha256").update(input).digest("hex").slice(0, 8);`;
    expect((await script(code, { input: "abc" })).data).toBe("ba7816bf");
  });

  it("says what to do about other imports", async () => {
    const { error } = await script(`import left from "left-pad";\nexport default () => left;`);
    expect(error).toMatchObject({
      name: "ScriptSyntaxException",
      message: expect.stringContaining("write a step class"),
    });
  });

  it("gets the data by step name on demand, also of different types", async () => {
    const { data } = await script("return [input.a, input.b.x]", {
      inputs: { a: [1], b: { x: 2 } },
      params: { input: "by_step" },
    });
    expect(data).toEqual([[1], 2]);
  });

  it("saves nothing when it returns nothing, and rows when it returns an async iterable", async () => {
    expect((await script("const x = 1;")).data).toBeUndefined();
    expect((await script("return (async function* () { yield 1; yield 2; })()")).data).toEqual([1, 2]);
  });

  it("can route, use the cache, write a report and read variables", async () => {
    const code = `
await step.cache.save("k", { n: 1 });
step.report.addRow({ table: "t", row: await step.cache.read("k") });
step.routeTo(["b"]);
return step.getAppVariable("city");`;
    const result = await script(code, { consumers: ["a", "b"], appVariables: { city: "Oslo" } });
    expect(result).toMatchObject({ data: "Oslo", routes: ["b"], report: [{ table: "t", row: { n: 1 } }] });
  });
});

describe("errors of a script", () => {
  it("show its own line and column", async () => {
    const code = `interface A { x: number }

export default function (input: A | undefined) {
  const wanted: string = "x";
  return input.x.y[wanted];
}`;
    const { error } = await script(code, { input: {} });
    expect(error?.name).toBe("TypeError");
    expect(error?.stack).toMatch(/:5:18\)$/m);
  });

  it("show the right line of a body", async () => {
    const { error } = await script("const a = 1;\n\nthrow new RangeError('boom');");
    expect(error).toMatchObject({
      name: "RangeError",
      message: "boom",
      stack: expect.stringContaining(":3:7)"),
    });
  });

  it.each([
    ["const a = 1;\nlet b: = 2;", "script.ts:2: "],
    ["export default (input) => {", "script.ts:"],
    ["enum Level { Low }", "enum is not supported"],
    ["export const a = 1;\nexport default 5;", "The default export of the script is no function"],
  ])("of syntax say where: %j", async (code, text) => {
    const { error } = await script(code);
    expect(error?.name).toBe("ScriptSyntaxException");
    expect(error?.message).toContain(text);
  });
});

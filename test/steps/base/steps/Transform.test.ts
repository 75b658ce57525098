import { describe, expect, it } from "vitest";
import Transform from "../../../../core/steps/base/steps/Transform.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const transform = (expression: string, options: StepRunOptions = {}) =>
  runStep(Transform, { ...options, params: { expression, ...options.params } });

const orders = [
  { name: "a", price: 2, quantity: 3 },
  { name: "b", price: 10, quantity: 1 },
];

describe("an expression", () => {
  it.each([
    ["$sum($.(price * quantity))", 16],
    ["$[price > 5].name", "b"],
    ["[$[price > 5].name]", ["b"]],
    ["$.{ 'name': $uppercase(name) }", [{ name: "A" }, { name: "B" }]],
    ["{ 'count': $count($), 'names': name }", { count: 2, names: ["a", "b"] }],
    ["$map($, function($o) { $o.price })", [2, 10]],
    ["null", null],
  ])("%s is evaluated over the data", async (expression, expected) => {
    expect(await transform(expression, { input: orders })).toMatchObject({ data: expected, error: undefined });
  });

  it("gives plain lists", async () => {
    const { data } = await transform("$[quantity > 0].price", { input: orders });
    expect([Array.isArray(data), Object.getOwnPropertyNames(data)]).toEqual([true, ["0", "1", "length"]]);
  });

  it("has bindings, in which variables are resolved", async () => {
    const options = { input: orders, params: { bindings: { limit: "${appvar.limit}" } }, appVariables: { limit: 5 } };
    expect((await transform("$count($[price > $limit])", options)).data).toBe(1);
  });

  it("works on the joined data of several steps", async () => {
    expect((await transform("a + b", { inputs: { x: { a: 1 }, y: { b: 2 } } })).data).toBe(3);
  });

  it("saves nothing when it finds nothing", async () => {
    expect(await transform("missing.path", { input: {} })).toMatchObject({ data: undefined, error: undefined });
  });

  it("keeps dates and bytes it only passes on", async () => {
    const at = new Date(0);
    expect((await transform("{ 'at': at }", { input: { at } })).data).toEqual({ at });
  });

  it("leaves the data of the earlier steps as it was", async () => {
    const input = structuredClone(orders);
    await transform("$ ~> |$|{'price': 0}|", { input });
    expect(input).toEqual(orders);
  });
});

describe("a wrong expression", () => {
  it("is named with line and column", async () => {
    const { error } = await transform("{\n  'a': 1,\n  'b' 2\n}");
    expect(error?.name).toBe("TransformException");
    expect(error?.message).toMatch(/^Line 3, column \d+: Expected ":", got 2 \(JSONata S0202\)$/);
  });

  it("that fails on the data is named with line and column", async () => {
    const { error } = await transform("$.name +\n $.price", { input: { name: "x", price: 1 } });
    expect(error?.message).toMatch(/^Line 1, column \d+: The left side of the "\+" operator must evaluate to a number/);
  });

  it.each([
    ["($f := function($n) { 1 + $f($n) }; $f(1))", /\(JSONata (U1001|D1011)\)/],
    ["($f := function($n) { $f($n + 1) }; $f(1))", /\(JSONata (U1001|D1012)\)/],
  ])("that never ends is stopped: %s", async (expression, reason) => {
    const { error } = await transform(expression, { params: { timeout: 0.3 } });
    expect(error?.message).toMatch(reason);
  });

  it("cannot hand over a function", async () => {
    const { error } = await transform("{ 'f': function($x) { $x } }");
    expect(error?.message).toBe("The result holds a function at $.f; call it or leave it out");
  });
});

import { describe, expect, it } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { buildState, editDocument, editStep } from "./buildState.ts";

const step = "id of A";
const steps = [{ name: "A", url: "u", headers: { b: 1, a: [10, { c: 2 }] }, retry_max: 1 }];

function set(path: (string | number)[], value?: never[] | string | number | null): string {
  return JSON.stringify(editStep(steps, "A", { op: "setParameter", step, path, value }));
}

describe("setting a parameter", () => {
  it("keeps the place of a key and adds a new one last", () => {
    expect(set(["url"], "v")).toBe('{"name":"A","url":"v","headers":{"b":1,"a":[10,{"c":2}]},"retry_max":1}');
    expect(set(["new"], null)).toContain('"retry_max":1,"new":null}');
    expect(set(["__proto__"], 1)).toContain('"retry_max":1,"__proto__":1}');
  });

  it("reaches into objects and lists", () => {
    expect(set(["headers", "a", 1, "c"], 3)).toContain('"headers":{"b":1,"a":[10,{"c":3}]}');
    expect(set(["headers", "a", 2], 3)).toContain('"a":[10,{"c":2},3]');
    expect(set(["headers", "z"], 3)).toContain('"headers":{"b":1,"a":[10,{"c":2}],"z":3}');
  });

  it("removes with an absent value", () => {
    expect(set(["headers"])).toBe('{"name":"A","url":"u","retry_max":1}');
    expect(set(["headers", "a", 0])).toContain('"a":[{"c":2}]');
    expect(set(["headers", "b"])).toContain('"headers":{"a"');
  });

  it("refuses base keys, empty paths and places that are not there", () => {
    expect(() => set(["retry_max"], 2)).toThrow("base key");
    expect(() => set([], 2)).toThrow("begins with its name");
    expect(() => set(["headers", "x", "y"], 2)).toThrow("nothing at");
    expect(() => set(["headers", "a", 7], 2)).toThrow("no place 7");
  });
});

describe("setting a base key", () => {
  it("takes keys of the manual and ours, and removes with an absent value", () => {
    expect(editStep(steps, "A", { op: "setBase", step, key: "disabled", value: true })).toMatchObject({
      disabled: true,
    });
    expect(editStep(steps, "A", { op: "setBase", step, key: "retry_max" })).not.toHaveProperty("retry_max");
  });

  it("refuses the name and what is no base key", () => {
    expect(() => editStep(steps, "A", { op: "setBase", step, key: "name", value: "B" })).toThrow("renaming");
    expect(() => editStep(steps, "A", { op: "setBase", step, key: "url", value: "B" })).toThrow("no base key");
  });
});

describe("variables", () => {
  const document = { app_variables: [{ name: "a", value: 1 }, { name: "b" }, { name: "c" }], steps: [] };

  function variables(operation: EditOperation): unknown {
    return editDocument(document, operation).app_variables;
  }

  it("are added last or before another one, replaced in their place, and removed", () => {
    expect(variables({ op: "addVariable", variable: { name: "d" } })).toEqual([
      ...document.app_variables,
      { name: "d" },
    ]);
    expect(variables({ op: "addVariable", variable: { name: "d" }, before: "b" })).toMatchObject({ 1: { name: "d" } });
    expect(variables({ op: "setVariable", name: "b", variable: { name: "z", value: 2 } })).toEqual([
      { name: "a", value: 1 },
      { name: "z", value: 2 },
      { name: "c" },
    ]);
    expect(variables({ op: "removeVariable", name: "a" })).toEqual([{ name: "b" }, { name: "c" }]);
    expect(variables({ op: "setAppVariables", variables: [{ name: "x" }] })).toEqual([{ name: "x" }]);
  });

  it("are made where the list is absent", () => {
    expect(editDocument({ steps: [] }, { op: "addVariable", variable: { name: "d" } })).toEqual({
      steps: [],
      app_variables: [{ name: "d" }],
    });
  });

  it("refuse a name that is taken, missing or gone", () => {
    expect(() => variables({ op: "addVariable", variable: { name: "a" } })).toThrow("already");
    expect(() => variables({ op: "setVariable", name: "a", variable: { name: "b" } })).toThrow("already");
    expect(() => variables({ op: "addVariable", variable: {} })).toThrow("needs a name");
    expect(() => variables({ op: "removeVariable", name: "x" })).toThrow("no application variable");
  });
});

describe("the application", () => {
  it("gets keys set and removed, except those with operations of their own", () => {
    const document = { name: "a", configuration: "c", steps: [] };
    expect(editDocument(document, { op: "setApplicationKey", key: "queue", value: "q" })).toEqual({
      ...document,
      queue: "q",
    });
    expect(editDocument(document, { op: "setConfiguration" })).toEqual({ name: "a", steps: [] });
    expect(editDocument(document, { op: "setConfiguration", name: "d" })).toEqual({ ...document, configuration: "d" });
    expect(() => editDocument(document, { op: "setApplicationKey", key: "steps", value: [] })).toThrow(
      "own operations",
    );
  });

  it("is replaced as a whole with its step ids", () => {
    const next = { document: { steps: [{ name: "N" }] }, stepIds: ["n"] };
    const { state, inverse } = applyOperation(buildState({ steps }), { op: "replaceDocument", ...next });
    expect(state).toEqual(next);
    expect(applyOperation(state, inverse).state).toEqual(buildState({ steps }));
    expect(() => applyOperation(state, { op: "replaceDocument", ...next, stepIds: [] })).toThrow("id of its own");
  });
});

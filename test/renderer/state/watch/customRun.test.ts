import { expect, test } from "vitest";
import { createCustomRun } from "../../../../renderer/state/watch/createCustomRun.ts";
import { listRunVariables, readVariableText } from "../../../../renderer/state/watch/runVariables.ts";
import { MemoryStorage } from "../../support/MemoryStorage.ts";

test("what was chosen last is remembered for each application, and what cannot be read is forgotten", () => {
  const storage = new MemoryStorage();
  const memory = createCustomRun(storage, "one");
  const standard = { level: "flow", variables: {}, configuration: undefined, queue: undefined };
  expect(memory.read()).toEqual(standard);
  const chosen = { level: "debug", variables: { city: "Oslo" }, configuration: "lab", queue: undefined } as const;
  memory.write(chosen);
  expect(createCustomRun(storage, "one").read()).toEqual(chosen);
  expect(createCustomRun(storage, "two").read()).toEqual(standard);
  for (const broken of ["{", "[]", '{"level":"loud","variables":{"a":1},"queue":7}']) {
    storage.setItem("sluice.customRun.one", broken);
    expect(memory.read()).toEqual(standard);
  }
});

test("a variable is typed as its value, default or sample is, and needed when there is neither of the first two", () => {
  const document = {
    app_variables: [
      { name: "city", value: null, default_value: "Bergen", required: true },
      { name: "count", value: 3 },
      { name: "dry", default_value: false },
      { name: "rows", sample_value: [1] },
      { name: "who", required: true, description: "A person", sample_value: "Ada" },
    ],
  };
  expect(listRunVariables(document).map(({ name, kind, isNeeded, hint }) => [name, kind, isNeeded, hint])).toEqual([
    ["city", "text", false, "Bergen"],
    ["count", "number", false, "3"],
    ["dry", "boolean", false, "false"],
    ["rows", "json", false, "[\n  1\n]"],
    ["who", "text", true, "Ada"],
  ]);
});

test("typed text is a value of the kind, or none", () => {
  expect(readVariableText("text", "7")).toBe("7");
  expect(readVariableText("number", "7")).toBe(7);
  expect(readVariableText("number", "seven")).toBeUndefined();
  expect(readVariableText("number", '"7"')).toBeUndefined();
  expect(readVariableText("boolean", "false")).toBe(false);
  expect(readVariableText("boolean", "0")).toBeUndefined();
  expect(readVariableText("json", '{"a":[1]}')).toEqual({ a: [1] });
  expect(readVariableText("json", "{")).toBeUndefined();
});

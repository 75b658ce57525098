import { BaseStep, code, connection, date, json, list, mapping, number, type StepResult, secret, text } from "sluice";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../core/base/json.ts";
import type { Connection } from "../../core/model/Connection.ts";
import { DataTypeMismatchException } from "../../core/sdk/exceptions.ts";
import { readManifest } from "../../core/sdk/readManifest.ts";
import { createParameterReader } from "../../core/workers/resolveParameter.ts";

class Probe extends BaseStep.with({
  url: text({ required: true }),
  note: text(),
  system: connection({ kinds: ["postgresql"] }),
  method: text({ defaultValue: "${appvar.method}" }),
  limit: number({ defaultValue: 10 }),
  payload: json(),
  rows: list(),
  headers: mapping(),
  script: code({ defaultValue: "${kept}" }),
  since: date(),
  token: secret(),
  user: text({ required: true, showWhen: { parameter: "note", equals: "auth" } }),
}) {
  readonly factor = 10;

  constructor() {
    super();
    this.newStepParameter({ name: "any" });
  }
  execute(): StepResult {}
  times(value: number, by = this.factor) {
    return value * by;
  }
  join(...words: unknown[]) {
    return words.map((word) => `${typeof word}:${String(word)}`).join("|");
  }
  promise() {
    return Promise.reject(new Error("later"));
  }
  async asynchronous() {
    return 1;
  }
}

interface Surroundings {
  configuration?: Record<string, JsonValue>;
  appVariables?: Record<string, JsonValue>;
  joined?: () => unknown;
  each?: unknown[];
  connections?: readonly Connection[];
}

function read(values: JsonObject, surroundings: Surroundings = {}) {
  const step = new Probe();
  const manifest = readManifest(step, { file: "Probe", syncpack: undefined, hash: "" });
  const { configuration = {}, appVariables = {}, joined = () => undefined, each = [] } = surroundings;
  const { connections = [] } = surroundings;
  return createParameterReader({
    manifest,
    values,
    configuration,
    connections,
    appVariables,
    step,
    joined,
    each: () => each,
  });
}

describe("no value", () => {
  test.each<[string, JsonObject, string, unknown]>([
    ["absent", {}, "note", null],
    ["null", { note: null }, "note", null],
    ["empty text is a value", { note: "" }, "note", ""],
    ["absent with a default", {}, "limit", 10],
    ["null with a default", { limit: null }, "limit", 10],
    ["empty text for a number", { limit: "" }, "limit", 10],
    ["a variable without value takes the default", { limit: "${appvar.none}" }, "limit", 10],
    ["a variable without value", { note: "${appvar.none}" }, "note", null],
    ["a variable without value in longer text", { note: "<${appvar.none}>" }, "note", "<>"],
    ["a default with a token is resolved", {}, "method", "GET"],
  ])("%s", (_name, values, parameter, expected) => {
    const reader = read(values, { appVariables: { none: null, method: "GET" } });
    expect(reader.getParameter(parameter)).toBe(expected);
  });

  test.each<[string, JsonObject]>([
    ["absent", {}],
    ["empty", { url: "" }],
    ["a variable without value", { url: "${appvar.none}" }],
    ["a variable that is empty", { url: "${appvar.empty}" }],
  ])("of a required parameter throws: %s", (_name, values) => {
    const reader = read(values, { appVariables: { none: null, empty: "" } });
    expect(() => reader.getParameter("url")).toThrow('Required parameter "url" has no value');
  });

  test("of a required parameter that is hidden is null", () => {
    expect(read({ note: "none" }).getParameter("user")).toBeNull();
    expect(() => read({ note: "auth" }).getParameter("user")).toThrow("has no value");
  });
});

describe("resolving", () => {
  const surroundings: Surroundings = {
    configuration: { "Base URL": "http://h", port: 8080, secret: "${appvar.city}" },
    appVariables: { city: "Oslo", body: '{"a":1}', n: "7", rows: [1, 2] },
    joined: () => ({ id: 5, name: 'a "b"', deep: { list: [{ x: true }] } }),
  };
  test.each<[string, JsonObject, unknown]>([
    ["a text kind makes text of a number", { url: "${config.port}" }, "8080"],
    ["a parameter without a kind keeps the type", { any: "${config.port}" }, 8080],
    ["a parameter without a kind keeps a list", { any: ["${deep.list[0].x}", { y: "${id}" }] }, [true, { y: 5 }]],
    ["digit text from a variable is a number", { limit: "${appvar.n}" }, 7],
    ["JSON text is parsed, then resolved", { payload: '{"id": "${id}", "name": "${name}"}' }, { id: 5, name: 'a "b"' }],
    [
      "JSON text whole only with its tokens",
      { payload: '{"id": ${id}, "deep": ${deep}}' },
      { id: 5, deep: { list: [{ x: true }] } },
    ],
    ["text of a variable stays text in a json parameter", { payload: "${appvar.body}" }, '{"a":1}'],
    ["a list of lines", { rows: "x ${id}\n${config.port}" }, ["x 5", 8080]],
    ["a list from one variable", { rows: "${appvar.rows}" }, [1, 2]],
    [
      "rows of two columns, keys resolved too",
      { headers: [{ key: "X-${appvar.city}", value: "${id}" }] },
      { "X-Oslo": 5 },
    ],
    ["code is not scanned", { script: "`${id}`" }, "`${id}`"],
    ["code from a default is not scanned", {}, "${kept}"],
    ["a value is not scanned again", { token: "${config.secret}" }, "${appvar.city}"],
    ["a date", { since: "2026-01-0${id}" }, new Date("2026-01-05T00:00:00Z")],
    ["a step function is called on the step", { limit: "${step_func.times ${id}}" }, 50],
    [
      "with JSON scalars and text",
      { note: '${step_func.join 1 x "2" null ${id}}' },
      "number:1|string:x|string:2|object:null|number:5",
    ],
  ])("%s", (_name, values, expected) => {
    const [name = "script"] = Object.keys(values);
    expect(read(values, surroundings).getParameter(name)).toStrictEqual(expected);
  });

  test.each<[string, JsonObject, string]>([
    ["a value that does not fit", { limit: "${appvar.city}" }, 'Parameter "limit" takes a number, not "Oslo"'],
    [
      "broken JSON once resolved",
      { payload: "{${id}}" },
      'Parameter "payload" is no valid JSON once its variables are filled in',
    ],
    [
      "a constructor",
      { any: "${step_func.constructor}" },
      '${step_func.constructor} in parameter "any" cannot be resolved',
    ],
    ["execute", { any: "${step_func.execute}" }, "cannot be resolved"],
    ["a function of BaseStep", { any: "${step_func.getName}" }, "cannot be resolved"],
    ["an asynchronous function", { any: "${step_func.asynchronous}" }, "cannot be resolved"],
    [
      "a function that returns a promise",
      { any: "${step_func.promise}" },
      'Step function "promise" returned a promise',
    ],
    ["an inherited name of the configuration", { any: "${config.toString}" }, "cannot be resolved"],
    ["a misspelt step function", { any: "${step_func.time 1}" }, 'Did you mean "times"'],
    ["a misspelt name in the data", { any: "${naem}" }, 'Did you mean "name"'],
    ["a misspelt variable", { any: "${appvar.citi}" }, 'Did you mean "city"'],
  ])("%s throws", (_name, values, message) => {
    const [name = ""] = Object.keys(values);
    expect(() => read(values, surroundings).getParameter(name)).toThrow(message);
  });

  test("values are looked up at each call", () => {
    const appVariables: Record<string, JsonValue> = { n: 1 };
    const reader = read({ limit: "${appvar.n}" }, { appVariables });
    expect(reader.getParameter("limit")).toBe(1);
    appVariables.n = 2;
    expect(reader.getParameter("limit")).toBe(2);
  });
});

describe("${path} comes", () => {
  const mismatch = () => {
    throw new DataTypeMismatchException("mixed");
  };
  test.each<[string, unknown, Surroundings, unknown]>([
    ["from the lookup data first", { id: 1 }, { joined: () => ({ id: 2 }), each: [{ id: 3 }] }, 1],
    ["from the joined data without lookup data", undefined, { joined: () => ({ id: 2 }), each: [{ id: 3 }] }, 2],
    ["from the joined data when the lookup data is null", null, { joined: () => ({ id: 2 }) }, 2],
    ["from the joined data when the lookup data lacks it", { x: 1 }, { joined: () => ({ id: 2 }) }, 2],
    ["from the first producer that has it", undefined, { joined: () => [1], each: [[1], { id: 3 }, { id: 4 }] }, 3],
    ["from a producer when the data cannot be joined", undefined, { joined: mismatch, each: [[1], { id: 3 }] }, 3],
  ])("%s", (_name, lookupData, surroundings, expected) => {
    expect(read({ any: "${id}" }, surroundings).getParameter("any", lookupData)).toBe(expected);
  });

  test("is not even joined for parameters that do not ask", () => {
    const joined = () => {
      throw new Error("read needlessly");
    };
    const reader = read({ url: "x", any: "${appvar.n}" }, { joined, appVariables: { n: 1 } });
    expect([reader.getParameter("url"), reader.getParameter("any")]).toEqual(["x", 1]);
  });

  test("from data that is joined once, however often it is asked for", () => {
    let count = 0;
    const joined = () => {
      count += 1;
      return { id: 1 };
    };
    const reader = read({ any: "${id} ${id}" }, { joined });
    expect([reader.getParameter("any"), reader.getParameter("any"), count]).toEqual(["1 1", "1 1", 1]);
    let failures = 0;
    const mixed = read(
      { any: "${id}" },
      {
        joined: () => {
          failures += 1;
          return mismatch();
        },
        each: [{ id: 2 }],
      },
    );
    expect([mixed.getParameter("any"), mixed.getParameter("any"), failures]).toEqual([2, 2, 1]);
  });

  test("other failures of reading the data are not hidden", () => {
    const joined = () => {
      throw new RangeError("broken blob");
    };
    expect(() => read({ any: "${id}" }, { joined }).getParameter("any")).toThrow(RangeError);
  });
});

describe("a reader", () => {
  test("refuses a parameter the class does not declare and names the nearest", () => {
    expect(() => read({ ulr: "x" }).getParameter("ulr")).toThrow('declares no parameter "ulr". Did you mean "url"?');
  });

  test("validates all written values at once", () => {
    expect(() => read({ limit: "many" }).validateParameterValues()).toThrow(
      'Required parameter "url" has no value; Parameter "limit" takes a number, not "many"',
    );
    expect(() => read({ url: "${appvar.later}" }).validateParameterValues()).not.toThrow();
  });

  test("gives the connection that a parameter names, of a kind that it takes", () => {
    const connections = [
      { name: "erp", kind: "postgresql", settings: { host: "a" } },
      { name: "shop", kind: "mysql", settings: {} },
    ];
    const get = (system: string | null) => () => read({ system }, { connections }).getConnection("system");
    expect(get("erp")()).toEqual({ name: "erp", kind: "postgresql", settings: { host: "a" } });
    expect(get(null)).toThrow('Parameter "system" names no connection');
    expect(get("eRP")).toThrow('names the connection "eRP", which the run does not have');
    expect(get("shop")).toThrow('takes a connection of the kind postgresql; "shop" is of the kind mysql');
  });

  test("keeps the values used last, for later steps", () => {
    const reader = read({ url: "x/${id}", limit: 3, note: "unused" });
    reader.getParameter("url", { id: 1 });
    reader.getParameter("url", { id: 2 });
    reader.getParameter("limit");
    expect(Object.fromEntries(reader.usedParameters())).toEqual({ url: "x/2", limit: 3 });
  });
});

import { describe, expect, test } from "vitest";
import { type JsonValue, parseJson } from "../../core/base/json.ts";
import { UnresolvedVariableException } from "../../core/base/UnresolvedVariableException.ts";
import { nearestNames, resolveTemplate } from "../../core/template/resolveTemplate.ts";
import { buildScope } from "./buildScope.ts";

const scope = buildScope({
  config: { "Base URL": "http://h", port: 8080, list: [1, "a"], trick: "${appvar.city}", empty: null },
  appvar: { city: "Oslo", none: null, count: 3, flag: false },
  data: { a: { b: [{ "c d": "deep" }] }, zero: 0, nothing: null, absent: undefined, when: new Date(0), big: 12n },
  functions: {
    add: (...args) => args.reduce((sum: number, value) => sum + (value as number), 0),
    list: (...args) => args,
    upper: (text) => String(text).toUpperCase(),
  },
});

describe("a string that is one token keeps the type", () => {
  test.each<[string, unknown]>([
    ["${config.port}", 8080],
    ["${config.list}", [1, "a"]],
    ["${config.empty}", null],
    ["${appvar.flag}", false],
    ["${appvar.none}", null],
    ["${a.b[0]['c d']}", "deep"],
    ['${a.b[0]["c d"]}', "deep"],
    ["${a.b.0.c d}", "deep"],
    ["${a.b.length}", 1],
    ["${absent}", undefined],
    ["${when}", new Date(0)],
    ["${step_func.add 1 2}", 3],
    ["${stepfunc.add 1 2}", 3],
  ])("%s", (text, expected) => {
    expect(resolveTemplate(text, scope)).toEqual(expected);
  });
});

describe("longer text", () => {
  test.each<[string, string]>([
    ["${config.Base URL}:${config.port}/x", "http://h:8080/x"],
    ["[${config.list}]", '[[1,"a"]]'],
    ["<${appvar.none}>", "<>"],
    ["<${config.empty}>", "<null>"],
    ["<${nothing}${zero}${appvar.flag}>", "<null0false>"],
    ["<${absent}>", "<>"],
    ["<${when}|${big}>", "<1970-01-01T00:00:00.000Z|12>"],
    ["$${config.port} is ${config.port}", "${config.port} is 8080"],
    ["${a.b", "${a.b"],
  ])("%s", (text, expected) => {
    expect(resolveTemplate(text, scope)).toBe(expected);
  });
});

test("a substituted value is not scanned again", () => {
  expect(resolveTemplate("${config.trick}", scope)).toBe("${appvar.city}");
  expect(resolveTemplate("x${config.trick}", scope)).toBe("x${appvar.city}");
  expect(resolveTemplate("${step_func.upper ${config.trick}}", scope)).toBe("${APPVAR.CITY}");
});

describe("arguments of step functions", () => {
  test.each<[string, unknown[]]>([
    ["1 -2.5e3 true null", [1, -2500, true, null]],
    ["01 +1 .5 NaN True nulls", ["01", "+1", ".5", "NaN", "True", "nulls"]],
    ['"1" "true" ""', ["1", "true", ""]],
    ["${config.port} ${config.list} ${appvar.none}", [8080, [1, "a"], null]],
    ["1${appvar.count}", ["13"]],
    ['"a ${config.Base URL} b" c', ["a http://h b", "c"]],
    ["${step_func.add ${appvar.count} 4} x", [7, "x"]],
  ])("%s", (args, expected) => {
    expect(resolveTemplate(`\${step_func.list ${args}}`, scope)).toEqual(expected);
  });

  test("are never split after substitution", () => {
    const spaces = buildScope({ appvar: { words: 'a "b c" } d' }, functions: { list: (...args) => args } });
    expect(resolveTemplate("${step_func.list ${appvar.words} x${appvar.words}}", spaces)).toEqual([
      'a "b c" } d',
      'xa "b c" } d',
    ]);
  });
});

describe("lists and objects", () => {
  test("strings are resolved at any depth, keys and other values are left alone", () => {
    const value = { "${config.port}": ["${config.port}", { x: "p ${config.port}" }, 1, null, true] };
    const before = structuredClone(value);
    expect(resolveTemplate(value, scope)).toEqual({ "${config.port}": [8080, { x: "p 8080" }, 1, null, true] });
    expect(value).toEqual(before);
  });

  test("__proto__ is an ordinary key", () => {
    const parsed = parseJson('{"__proto__": {"polluted": "${config.port}"}, "b": 1}');
    if (!parsed.ok) throw new Error(parsed.message);
    const resolved = resolveTemplate(parsed.value, scope) as object;
    expect(Object.keys(resolved)).toEqual(["__proto__", "b"]);
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect(JSON.stringify(resolved)).toBe('{"__proto__":{"polluted":8080},"b":1}');
  });
});

describe("names that exist nowhere", () => {
  test.each(["${config.prt}", "${appvar.town}", "${a.x}", "${}", "${a.b[0}", "${step_func.sub 1}", "x ${missing} y"])(
    "%s throws",
    (text) => {
      expect(() => resolveTemplate(text, scope)).toThrow(UnresolvedVariableException);
    },
  );

  test.each(["toString", "constructor", "__proto__", "a.constructor", "a.b.map", "__proto__.polluted"])(
    "%s of Object.prototype is not found",
    (name) => {
      for (const prefix of ["", "config.", "appvar.", "step_func."]) {
        expect(() => resolveTemplate(`\${${prefix}${name}}`, scope)).toThrow(UnresolvedVariableException);
      }
    },
  );

  test("the error names token, parameter and the nearest names", () => {
    const attempt = () => resolveTemplate({ deep: ["x${config.Base Url}"] } satisfies JsonValue, scope);
    expect(attempt).toThrow('${config.Base Url} in parameter "url" cannot be resolved. Did you mean "Base URL"?');
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({
        name: "UnresolvedVariableException",
        token: "${config.Base Url}",
        parameter: "url",
        nearest: ["Base URL"],
      });
    }
  });

  test("nearest names come best first, at most three, and nothing far away", () => {
    expect(nearestNames("hostnme", ["hostname", "host_name", "hostnames", "postname", "password"])).toEqual([
      "hostname",
      "host_name",
      "hostnames",
    ]);
    expect(nearestNames("x", ["completely_different"])).toEqual([]);
  });
});

test("a value that has no JSON form cannot go into longer text, and the error says so", () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  const odd = buildScope({ data: { loop, run: () => 1 } });
  expect(resolveTemplate("${loop}", odd)).toBe(loop);
  expect(() => resolveTemplate("x${loop}", odd)).toThrow(/\$\{loop\} in parameter "url" cannot be put into text/);
  expect(() => resolveTemplate("x${run}", odd)).toThrow(/a function has no JSON form/);
});

test("what a step function throws reaches the caller unchanged", () => {
  const failing = buildScope({
    functions: {
      boom: () => {
        throw new RangeError("no");
      },
    },
  });
  expect(() => resolveTemplate("${step_func.boom}", failing)).toThrow(RangeError);
});

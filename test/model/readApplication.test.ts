import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { defaultRetryOptions } from "../../core/model/RetryOptions.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import { anyClass, buildLookup, buildManifest, buildParameter } from "./buildManifest.ts";

function readSteps(steps: JsonObject[], manifests = anyClass) {
  return readApplication({ app_variables: [], steps }, manifests).steps;
}

function readStep(entry: JsonObject, manifests = anyClass) {
  return readSteps(
    [
      { name: "A", file: "TraceTask", ...entry },
      { name: "B", file: "TraceTask" },
    ],
    manifests,
  )[0];
}

describe("the view of an application", () => {
  it("fills in what is not written", () => {
    expect(readApplication({ steps: [{ name: "A", file: "X" }] }, anyClass)).toEqual({
      name: "",
      friendlyName: "",
      configuration: undefined,
      queue: "default",
      generateReport: false,
      appVariables: [],
      steps: [
        {
          name: "A",
          file: "X",
          syncpack: undefined,
          outputTo: [],
          errorTo: [],
          continueOnError: false,
          disabled: false,
          attemptTimeout: undefined,
          routes: {},
          retry: defaultRetryOptions,
          parameters: {},
        },
      ],
    });
  });

  it("reads the keys of the application", () => {
    const document = {
      name: "n",
      friendly_name: "N",
      configuration: "c",
      queue: "q",
      generate_report: "True",
      app_variables: [
        { name: "v", value: null, description: "d", required: "true", sample_value: 1, default_value: [2] },
        { name: "v", value: "second" },
        { value: "nameless" },
        "text",
      ],
      steps: [],
    };
    expect(readApplication(document, anyClass)).toEqual({
      name: "n",
      friendlyName: "N",
      configuration: "c",
      queue: "q",
      generateReport: true,
      appVariables: [{ name: "v", value: null, description: "d", required: true, sampleValue: 1, defaultValue: [2] }],
      steps: [],
    });
  });

  it("takes an empty configuration as none", () => {
    expect(readApplication({ configuration: "", steps: [] }, anyClass).configuration).toBeUndefined();
  });
});

describe("edges", () => {
  it("join both sides, each once, consumers in the order of steps", () => {
    const steps = readSteps([
      { name: "C", file: "X", data_from: ["A"] },
      { name: "A", file: "X", output_to: ["D", "B", "D"] },
      { name: "B", file: "X", data_from: ["A", "C"] },
      { name: "D", file: "X" },
    ]);
    expect(steps.map((step) => [step.name, step.outputTo])).toEqual([
      ["C", ["B"]],
      ["A", ["C", "B", "D"]],
      ["B", []],
      ["D", []],
    ]);
  });

  it("leave out names of no step and whatever is no name", () => {
    expect(readStep({ output_to: ["B", "Nobody", 5], error_to: ["Nobody", "B"] })).toMatchObject({
      outputTo: ["B"],
      errorTo: ["B"],
    });
    expect(readStep({ output_to: "B" })?.outputTo).toEqual([]);
  });

  it("hold with steps named like members of Object.prototype", () => {
    const text = '[{"name":"__proto__","file":"X","output_to":["constructor"]},{"name":"constructor","file":"X"}]';
    const steps = readSteps(JSON.parse(text) as JsonObject[]);
    expect(steps.map((step) => [step.name, step.outputTo])).toEqual([
      ["__proto__", ["constructor"]],
      ["constructor", []],
    ]);
  });

  it("come out the same from either side", () => {
    const edges = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: String });
    fc.assert(
      fc.property(edges, fc.infiniteStream(fc.boolean()), (pairs, side) => {
        const entries: JsonObject[] = Array.from({ length: 8 }, (_, index) => ({ name: `s${index}`, file: "X" }));
        for (const [from, to] of pairs) {
          const [holder, key, name] = side.next().value ? [from, "output_to", to] : [to, "data_from", from];
          const entry = entries[holder];
          if (entry !== undefined) entry[key] = [...((entry[key] as string[] | undefined) ?? []), `s${name}`];
        }
        const expected = entries.map((_, index) =>
          [...new Set(pairs.filter(([from]) => from === index).map(([, to]) => to))].sort().map((to) => `s${to}`),
        );
        expect(readSteps(entries).map((step) => step.outputTo)).toEqual(expected);
      }),
    );
  });
});

describe("base keys", () => {
  it.each([true, "True", "true"])("take %j as true", (value) => {
    expect(readStep({ disabled: value, continue_on_error: value, retry_backoff: value })).toMatchObject({
      disabled: true,
      continueOnError: true,
      retry: { retryBackoff: true },
    });
  });

  it("take digit text as an integer", () => {
    expect(
      readStep({ retry_max: "15", retry_backoff_max: "60", retry_countdown: 5, attempt_timeout: "1.5" }),
    ).toMatchObject({
      retry: { retryMax: 15, retryBackoffMax: 60, retryCountdown: 5 },
      attemptTimeout: 1.5,
    });
    expect(readStep({ retry_max: "many" })?.retry.retryMax).toBe(0);
  });

  it("are no parameters, and everything else is, as written and in order", () => {
    const entry = {
      url: "u",
      data_from: [],
      retry_max: 1,
      routes: { yes: ["B"] },
      extra: { a: [1] },
      attempt_timeout: 5,
    };
    const step = readStep(entry);
    expect(JSON.stringify(step?.parameters)).toBe('{"url":"u","extra":{"a":[1]}}');
    expect(step?.routes).toEqual({ yes: ["B"] });
  });

  it("of ours become parameters when the class declares them", () => {
    const manifests = buildLookup(
      buildManifest({ parameters: ["disabled", "routes", "error_to"].map((name) => buildParameter({ name })) }),
    );
    expect(readStep({ disabled: true, routes: { a: ["B"] }, error_to: ["B"] }, manifests)).toMatchObject({
      disabled: false,
      routes: {},
      errorTo: [],
      parameters: { disabled: true, routes: { a: ["B"] }, error_to: ["B"] },
    });
  });

  it("of ours become parameters when the value has the wrong type", () => {
    const entry = { disabled: "perhaps", routes: ["B"], error_to: "B", attempt_timeout: "soon", continue_on_error: 1 };
    expect(readStep(entry)).toMatchObject({
      disabled: false,
      routes: {},
      errorTo: [],
      attemptTimeout: undefined,
      continueOnError: false,
      parameters: entry,
    });
  });

  it("of the manual are never parameters, even when the class declares them", () => {
    const manifests = buildLookup(buildManifest({ parameters: [buildParameter({ name: "name" })] }));
    expect(readStep({}, manifests)).toMatchObject({ name: "A", parameters: {} });
  });

  it("keep a parameter and a route named __proto__", () => {
    const text = '{"name": "A", "file": "X", "__proto__": 1, "routes": {"__proto__": ["B"]}}';
    const [view] = readSteps([JSON.parse(text) as JsonObject, { name: "B", file: "X" }]);
    expect(Object.entries(view?.parameters ?? {})).toEqual([["__proto__", 1]]);
    expect(Object.entries(view?.routes ?? {})).toEqual([["__proto__", ["B"]]]);
  });
});

it("has one step view per entry even when entries are broken", () => {
  const view = readApplication({ steps: [1, {}, { name: "A", file: "X" }] as JsonObject[] }, anyClass);
  expect(view.steps.map((step) => step.name)).toEqual(["", "", "A"]);
});

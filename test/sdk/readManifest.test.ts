import { BaseStep, json, list, number, type StepResult, select, text } from "sluice";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../core/sdk/readManifest.ts";

const place = { file: "Probe", syncpack: undefined, hash: "abc" };

class Probe extends BaseStep {
  execute(): StepResult {}
}

/** A step whose constructor does what the test says. */
function declare(setUp: (step: Probe) => void): () => unknown {
  class Declared extends Probe {
    constructor() {
      super();
      setUp(this);
    }
  }
  return () => readManifest(new Declared(), place);
}

describe("a manifest", () => {
  test("says everything the class says about itself", () => {
    class QueryDevices extends BaseStep.with({
      url: text({ required: true, placeholder: "http://h", section: "Request" }),
      method: select({ options: ["GET", { value: "POST", label: "Post" }], defaultValue: "GET" }),
    }) {
      constructor() {
        super();
        this.friendlyName = "Query devices";
        this.description = "Reads devices";
        this.version = "1.2.0";
        this.type = "aggregated";
        this.author = "Me";
        this.help = "# Help";
        this.icon = "globe";
        this.category = "HTTP";
        this.outputs = [{ name: "found", title: "Found" }, { name: "missing" }];
        this.newStepParameter({ name: "note", description: "any", sampleValue: { a: 1 }, required: false });
        this.newStepParameter({ name: "limit", kind: "number", min: 1, max: 9, advanced: true });
      }
      execute(): StepResult {}
      double(value: number) {
        return value * 2;
      }
      readUrl() {
        return this.getParameterFromPreviousStep("url", "first");
      }
    }
    expect(readManifest(new QueryDevices(), { file: "QueryDevices", syncpack: "base", hash: "abc" })).toEqual({
      file: "QueryDevices",
      syncpack: "base",
      friendlyName: "Query devices",
      description: "Reads devices",
      version: "1.2.0",
      type: "aggregated",
      author: "Me",
      help: "# Help",
      icon: "globe",
      category: "HTTP",
      outputs: [{ name: "found", title: "Found" }, { name: "missing" }],
      parameters: [
        { name: "url", kind: "text", required: true, placeholder: "http://h", section: "Request" },
        {
          name: "method",
          kind: "select",
          options: [{ value: "GET" }, { value: "POST", label: "Post" }],
          defaultValue: "GET",
        },
        {
          name: "note",
          kind: "text",
          anyType: true,
          description: "any",
          sampleValue: { a: 1 },
          required: false,
        },
        { name: "limit", kind: "number", min: 1, max: 9, advanced: true },
      ],
      stepFunctions: ["double", "readUrl"],
      usesPreviousParameters: true,
      hash: "abc",
    });
  });

  test("of a class that says nothing has the file's name and no optional keys", () => {
    expect(readManifest(new Probe(), place)).toEqual({
      file: "Probe",
      friendlyName: "Probe",
      description: "",
      version: "",
      type: "standard",
      parameters: [],
      stepFunctions: [],
      usesPreviousParameters: false,
      hash: "abc",
    });
  });

  test("is plain JSON", () => {
    const manifest = declare((step) =>
      step.newStepParameter({ name: "a", defaultValue: undefined, sampleValue: [1, { b: null }] } as never),
    )();
    expect(JSON.parse(JSON.stringify(manifest))).toStrictEqual(manifest);
  });

  test("finds the use of earlier parameters in the compiled module as well", () => {
    const source = 'function helper(step) { return step.getParameterFromPreviousStep("a", "b"); }';
    expect(readManifest(new Probe(), { ...place, source }).usesPreviousParameters).toBe(true);
  });
});

describe("step functions", () => {
  test("are the synchronous methods below BaseStep, inherited ones included", () => {
    class Base extends Probe {
      inherited() {}
      later() {}
      async never() {}
    }
    class Functions extends Base {
      static other() {}
      get property() {
        return 1;
      }
      field = () => 1;
      own() {}
      override async later() {}
      async asynchronous() {}
      *generator() {}
      async *stream() {}
      override execute() {}
      override resume() {}
      override getName() {
        return "mine";
      }
    }
    expect(readManifest(new Functions(), place).stepFunctions).toEqual(["inherited", "own"]);
  });

  test("are no methods that give a form its choices", () => {
    class Choices extends Probe {
      constructor() {
        super();
        this.newStepParameter({ name: "hall", kind: "select", optionsFrom: "listHalls" } as never);
      }
      listHalls() {
        return ["north"];
      }
      today() {}
    }
    expect(readManifest(new Choices(), place).stepFunctions).toEqual(["today"]);
  });
});

describe("parameters of a subclass", () => {
  test("replace those of the base class in their place and add to them, whichever way they are declared", () => {
    class Base extends BaseStep.with({ a: text(), b: text() }) {
      constructor() {
        super();
        this.newStepParameter({ name: "c", description: "base" });
      }
      execute(): StepResult {}
    }
    class Sub extends Base.with({ b: number(), d: json() }) {
      constructor() {
        super();
        this.newStepParameter({ name: "c", description: "sub" });
        this.newStepParameter({ name: "e" });
      }
    }
    const names = readManifest(new Sub(), place).parameters.map(({ name, kind, description }) => [
      name,
      kind,
      description,
    ]);
    expect(names).toEqual([
      ["a", "text", undefined],
      ["b", "number", undefined],
      ["d", "json", undefined],
      ["c", "text", "sub"],
      ["e", "text", undefined],
    ]);
    expect(readManifest(new Base(), place).parameters).toHaveLength(3);
  });
});

describe("a bad declaration is refused, naming class and parameter", () => {
  const of = (parameter: object) => declare((step) => step.newStepParameter(parameter as never));
  test.each<[string, () => unknown, string]>([
    ["a duplicate", declare((step) => ["a", "a"].map((name) => step.newStepParameter({ name }))), "declared twice"],
    ["no name", of({}), "a name starts with a letter"],
    ["a name with a space", of({ name: "a b" }), "a name starts with a letter"],
    ["__proto__", of({ name: "__proto__" }), "a name starts with a letter"],
    ["an unknown kind", of({ name: "a", kind: "colour" }), 'there is no kind "colour"'],
    ["a select without options", of({ name: "a", kind: "select" }), "a select has options"],
    ["min above max", of({ name: "a", kind: "number", min: 2, max: 1 }), "min 2 is above max 1"],
    ["a broken pattern", of({ name: "a", kind: "text", pattern: "(" }), "is no regular expression"],
    ["a default that does not fit", of({ name: "a", kind: "number", defaultValue: "x" }), "its default does not fit"],
    ["a default out of range", of({ name: "a", kind: "number", max: 1, defaultValue: 2 }), "its default does not fit"],
    ["a default that is no JSON", of({ name: "a", defaultValue: new Date() }), "JSON cannot hold"],
    ["a test that is none", of({ name: "a", kind: "connection", testedBy: "ping" }), "no method of the class"],
    [
      "kinds that are no list",
      of({ name: "a", kind: "connection", kinds: "sql" as never }),
      "kinds is a list of texts",
    ],
    ["options from nowhere", of({ name: "a", kind: "select", optionsFrom: "load" }), "no method of the class"],
    ["showWhen of nothing", of({ name: "a", showWhen: { parameter: "b", equals: 1 } }), "which is no parameter"],
  ])("%s", (_name, read, reason) => {
    expect(read).toThrow(
      expect.objectContaining({ code: "step_class_invalid", message: expect.stringContaining(reason) }),
    );
    expect(read).toThrow(/Step class Declared, parameter "[^"]*": /);
  });

  test.each([
    "name",
    "file",
    "syncpack",
    "output_to",
    "data_from",
    "retry_max",
    "retry_backoff",
    "retry_jitter",
    "retry_backoff_max",
    "retry_countdown",
  ])("%s, a key of every step entry", (name) => {
    expect(of({ name })).toThrow("this is a key of every step entry");
    expect(
      () =>
        new (class Mapped extends BaseStep.with({ [name]: text() }) {
          execute(): StepResult {}
        })(),
    ).toThrow("this is a key of every step entry");
  });

  test.each(["error_to", "continue_on_error", "disabled", "attempt_timeout", "routes"])(
    "but %s may be declared",
    (name) => {
      expect(of({ name })()).toMatchObject({ parameters: [{ name }] });
    },
  );

  test.each<[string, (step: Probe) => void, string]>([
    ["an unknown type", (step) => Object.assign(step, { type: "fast" }), "type is standard, aggregated or trigger"],
    [
      "an output twice",
      (step) => Object.assign(step, { outputs: [{ name: "a" }, { name: "a" }] }),
      '"a" is declared twice',
    ],
    ["an output without a name", (step) => Object.assign(step, { outputs: [{}] }), "every output has a name"],
    ["outputs from no parameter", (step) => Object.assign(step, { outputsFrom: "rows" }), "is no parameter"],
    ["no execute", (step) => Object.assign(step, { execute: 5 }), "it has no method execute"],
  ])("%s", (_name, setUp, reason) => {
    expect(declare(setUp)).toThrow(reason);
  });

  test("outputs from a declared list are fine", () => {
    class Switch extends BaseStep.with({ cases: list() }) {
      override outputsFrom = "cases";
      execute(): StepResult {}
    }
    expect(readManifest(new Switch(), place).outputsFrom).toBe("cases");
  });
});

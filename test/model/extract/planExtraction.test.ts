import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import { planExtraction } from "../../../core/model/extract/planExtraction.ts";
import { planInlining } from "../../../core/model/extract/planInlining.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { buildLookup, buildManifest, buildParameter } from "../buildManifest.ts";
import { buildState } from "../operations/buildState.ts";

const manifests = buildLookup(
  buildManifest({ file: "X", syncpack: "base" }),
  buildManifest({ file: "Script", syncpack: "base", parameters: [buildParameter({ name: "code", kind: "code" })] }),
  buildManifest({ file: "Before", syncpack: "base", usesPreviousParameters: true }),
  buildManifest({ file: "Of", syncpack: "base", parameters: [buildParameter({ name: "of", kind: "step" })] }),
  buildManifest({ file: "TriggerApplication", syncpack: "base", stepFunctions: ["dataOf"] }),
);

function step(name: string, more: JsonObject = {}): JsonObject {
  return { name, file: "X", ...more };
}

function extract(steps: JsonObject[], chosen: string[], rest: JsonObject = {}) {
  let count = 0;
  const state = buildState({ name: "parent", app_variables: [], steps, ...rest });
  const request = {
    state,
    steps: new Set(chosen.map((name) => `id of ${name}`)),
    notes: new Set<string>(),
    child: { name: "child", friendlyName: "Child" },
    manifests,
    createId: () => `new ${count++}`,
    spacing: { x: 280, y: 80 },
  };
  const plan = planExtraction(request);
  return { ...plan, state, messages: plan.findings.map(({ kind, message }) => `${kind}: ${message}`) };
}

function applied(state: EditState, operations: ReturnType<typeof extract>["operations"]): EditState {
  return operations.reduce((one, operation) => applyOperation(one, operation, manifests).state, state);
}

describe("what is refused, with the steps it is about", () => {
  it.each<[string, JsonObject[], string[], string]>([
    ["nothing chosen", [step("A")], [], "Choose the steps first."],
    ["two of one name", [step("A"), step("A")], ["A"], "Every step needs a name of its own first."],
    [
      "an error edge over the border",
      [step("A", { error_to: ["B"] }), step("B")],
      ["A"],
      'The error edge from "A" to "B" would end at the border. Choose both steps or neither.',
    ],
    [
      "a step between",
      [step("A", { output_to: ["B"] }), step("B", { output_to: ["C"] }), step("C")],
      ["A", "C"],
      '"B" runs between the chosen steps. Choose it too.',
    ],
    [
      "several ways in",
      [step("A", { output_to: ["B", "C"], routes: { yes: ["B"], no: ["C"] } }), step("B"), step("C")],
      ["B", "C"],
      '"A" leads to "B", "C" by different outputs, which a child application has not. Choose all of them or none.',
    ],
    [
      "several ways out",
      [step("A", { output_to: ["B", "C"], routes: { yes: ["B"] } }), step("B"), step("C")],
      ["A"],
      '"A" leads to "B", "C" by different outputs, which a child application has not. Choose all of them or none.',
    ],
    [
      "code that names what it leads to",
      [step("A", { file: "Script", code: "step.routeTo(['B'])", output_to: ["B"] }), step("B")],
      ["A"],
      'The code of "A" names "B", which it would not lead to any more. Choose all of them or none.',
    ],
    [
      "a step that would wait",
      [step("A", { output_to: ["B"] }), step("B"), step("C")],
      ["B", "C"],
      '"C" does not wait for "A", and in the child application it would. Choose "A" too, or leave "C" out.',
    ],
    [
      "other data on the way",
      [
        step("A", { output_to: ["C"] }),
        step("B", { output_to: ["C", "D"] }),
        step("C", { output_to: ["D"] }),
        step("D"),
      ],
      ["C", "D"],
      '"D" gets data of "B" and of chosen steps, while others begin with other data. Choose "B" too, or leave "D" out.',
    ],
    [
      "parameters of earlier steps",
      [step("A", { output_to: ["B"] }), step("B", { file: "Before" })],
      ["B"],
      '"B" reads parameters of the steps before it, and those of "A" would be out of reach. Choose both or neither.',
    ],
    [
      "a name that cannot be handed on",
      [step('A "x"', { output_to: ["B"] }), step("B")],
      ["B"],
      'The name of "A "x"" has characters that cannot be handed on. Rename it first.',
    ],
  ])("%s", (_name, steps, chosen, message) => {
    const { messages, child, operations } = extract(steps, chosen);
    expect(messages).toContain(`refusal: ${message}`);
    expect([child, operations]).toEqual([undefined, []]);
  });

  it("a parameter that names a step out of reach", () => {
    const steps = [
      step("A", { output_to: ["B"] }),
      step("B", { output_to: ["C"] }),
      step("C", { file: "Of", of: "A" }),
    ];
    expect(extract(steps, ["C"]).messages).toContain(
      'refusal: A parameter of "C" names "A", which would be out of reach. Choose both or neither.',
    );
  });
});

describe("what is said before", () => {
  it("names steps whose failure now counts for all, the configuration and the report", () => {
    const steps = [
      step("A", { output_to: ["B", "C"], text: "${config.host}" }),
      step("B", { output_to: ["D"] }),
      step("C"),
      step("D"),
    ];
    const rest = { configuration: "production", generate_report: true };
    expect(extract(steps, ["A", "B", "C"], rest).messages).toEqual([
      'warning: When "C" fails, the child fails as a whole: steps after it do not run, also those that did not depend on it.',
      'warning: "A" use the configuration. That of the child is always "production", whatever a run of this application is started with.',
      "warning: What these steps report is in the report of the child's run.",
    ]);
    expect(extract(steps, ["C"]).messages).toEqual([
      'warning: The data of "A" is handed over as JSON. A date, a map or bytes in it make the new step fail.',
    ]);
  });
});

describe("a chain of which the middle is taken out", () => {
  const steps = [
    step("A", { output_to: ["B"] }),
    step("B", { text: "${appvar.region} ${rows}", output_to: ["C"] }),
    step("C", { output_to: ["D"] }),
    step("D"),
  ];
  const variables = { app_variables: [{ name: "region", value: "eu" }, { name: "other" }] };

  it("is a child that finds data and variables under the names it knows", () => {
    expect(extract(steps, ["B", "C"], variables).child).toEqual({
      name: "child",
      friendly_name: "Child",
      app_variables: [
        { name: "region", value: "eu" },
        { name: "data of A", description: 'What "A" saved' },
      ],
      steps: [
        { name: "A", file: "Script", code: 'return step.getAppVariable("data of A") ?? undefined;', output_to: ["B"] },
        { name: "B", file: "X", text: "${appvar.region} ${rows}", output_to: ["C"] },
        { name: "C", file: "X", output_to: ["Result of C"] },
        { name: "Result of C", file: "Script", code: "return { data: input };" },
      ],
      layout: { version: 1, steps: [], groups: [], notes: [] },
    });
  });

  it("leaves a parent that runs it and finds its data under the old name", () => {
    const { state, operations } = extract(steps, ["B", "C"], variables);
    const code =
      'const result = input.data["Result of C"];\nif (result === undefined) step.routeTo([]);\nreturn result?.data;';
    expect(applied(state, operations).document.steps).toEqual([
      { name: "A", file: "X", output_to: ["Child"] },
      {
        name: "Child",
        file: "TriggerApplication",
        application: "child",
        parameters: { region: "${appvar.region}", "data of A": '${step_func.dataOf "A"}' },
        wait: true,
        output_to: ["C"],
      },
      { name: "C", file: "Script", output_to: ["D"], code },
      { name: "D", file: "X" },
    ]);
  });

  it("hands on every variable when the code of a class is not known", () => {
    const own = steps.map((one) => (one.name === "B" ? { ...one, file: "Own" } : one));
    expect(extract(own, ["B"], variables).child?.app_variables).toMatchObject([
      { name: "region" },
      { name: "other" },
      { name: "data of A" },
    ]);
  });

  it("comes back with names that were given since", () => {
    const { state, operations, child = {}, trigger } = extract(steps, ["B", "C"], variables);
    const rename = (step: string, name: string) => ({ op: "renameStep" as const, step, name });
    const parent = applied(state, [...operations, rename("id of C", "C now"), rename("id of D", "B")]);
    const back = planInlining({ state: parent, step: trigger, child, manifests, createId: () => crypto.randomUUID() });
    expect(back.findings).toEqual([]);
    expect(applied(parent, back.operations).document.steps).toEqual([
      { name: "A", file: "X", output_to: ["B 2"] },
      { name: "B 2", file: "X", text: "${appvar.region} ${rows}", output_to: ["C now"] },
      { name: "C now", file: "X", output_to: ["B"] },
      { name: "B", file: "X" },
    ]);
  });
});

describe("an application that was written by hand and is put in the place of its step", () => {
  const child = {
    name: "child",
    configuration: "production",
    app_variables: [{ name: "limit", value: 1 }, { name: "town" }],
    steps: [
      step("A", { text: "${appvar.limit} ${appvar.town} $${appvar.limit}", output_to: ["B"] }),
      step("B", { text: "${config.x}" }),
    ],
  };
  const inline = (
    trigger: JsonObject,
    steps: JsonObject[] = [],
    rest: JsonObject = { configuration: "production" },
  ) => {
    const variables = [{ name: "limit", value: 9 }, { name: "city" }];
    const entry = { name: "Run", file: "TriggerApplication", application: "child", wait: true, ...trigger };
    const state = buildState({ name: "parent", app_variables: variables, steps: [entry, ...steps], ...rest });
    const createId = (() => {
      let count = 0;
      return () => `new ${count++}`;
    })();
    const plan = planInlining({ state, step: "id of Run", child, manifests, createId });
    return { ...plan, state, messages: plan.findings.map(({ kind, message }) => `${kind}: ${message}`) };
  };

  it("takes its variables along, under another name where there is one of the same name", () => {
    const { state, operations, messages } = inline({ parameters: { town: "${appvar.city}" } });
    expect(messages).toEqual([]);
    expect(applied(state, operations).document).toMatchObject({
      app_variables: [{ name: "limit", value: 9 }, { name: "city" }, { name: "limit 2", value: 1 }],
      steps: [
        { name: "A", text: "${appvar.limit 2} ${appvar.city} $${appvar.limit}", output_to: ["B"] },
        { name: "B" },
      ],
    });
  });

  it.each<[JsonObject, JsonObject[], string]>([
    [{ wait: false }, [], '"Run" does not wait for the end of the run, so what follows it runs beside it.'],
    [{ fail_on_child: false }, [], '"Run" goes on when the child failed, which steps in its place would not.'],
    [{ disabled: true }, [], '"Run" is disabled. Enable it first.'],
    [{ file: "X" }, [], '"Run" runs no other application.'],
    [{ error_to: ["After"] }, [step("After")], 'The error edge from "Run" to "After" belongs to the child as a whole.'],
    [
      { output_to: ["After"] },
      [step("After")],
      '"After" takes what the run of the child gives, and there would be no such run.',
    ],
    [
      { configuration: "other" },
      [],
      '"B" use the configuration "other", and this application is aligned with another one.',
    ],
    [
      { parameters: { town: "${a.b}" } },
      [],
      'The value of "town" is worked out by "Run", and steps in its place could not take it from there.',
    ],
  ])("refuses %j", (trigger, steps, message) => {
    const { messages, operations } = inline(trigger, steps);
    expect(messages).toContain(`refusal: ${message}`);
    expect(operations).toEqual([]);
  });

  it("says what is other than before", () => {
    const { messages, operations, state } = inline({ retry_max: 2, queue: "night" }, [
      step("Before", { output_to: ["Run"] }),
    ]);
    expect(messages).toEqual([
      'warning: "Run" runs the child again when it failed. Its steps have their own retries only.',
      'warning: "A" would get the data of "Before", of which they know nothing now.',
      'warning: The steps ran on the queue "night" and will run on that of this application.',
    ]);
    expect(applied(state, operations).document.steps).toMatchObject([
      { name: "A" },
      { name: "B" },
      { name: "Before", output_to: ["A"] },
    ]);
  });
});

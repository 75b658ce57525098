import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import {
  type ApplicationCheck,
  hasErrors,
  validateApplication,
} from "../../../core/model/validation/validateApplication.ts";
import { buildLookup, buildManifest, buildParameter } from "../buildManifest.ts";

/** Severity, code and path of every problem. */
function check(
  document: JsonObject,
  manifest: Partial<StepManifest> = {},
  more: Partial<ApplicationCheck> = {},
): string[] {
  return problems(document, manifest, more).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

function problems(document: JsonObject, manifest: Partial<StepManifest> = {}, more: Partial<ApplicationCheck> = {}) {
  const whole = { name: "app", app_variables: [], ...document };
  return validateApplication({ document: whole, manifests: buildLookup(buildManifest(manifest)), ...more });
}

function step(name: string, more: JsonObject = {}): JsonObject {
  return { name, file: "TraceTask", ...more };
}

function oneStep(more: JsonObject): JsonObject {
  return { steps: [step("A", more)] };
}

describe("validation of the application's keys", () => {
  it("finds nothing in a sound application", () => {
    expect(check({ steps: [step("A", { output_to: ["B"] }), step("B", { data_from: ["A"] })] })).toEqual([]);
  });

  it("refuses what is no object", () => {
    for (const document of [null, [], "x", 1, true] as JsonValue[]) {
      const found = validateApplication({ document, manifests: buildLookup() });
      expect(found.map((problem) => problem.code)).toEqual(["not_an_object"]);
    }
  });

  it("lists all problems at once", () => {
    const document = {
      name: "not valid",
      app_variables: {},
      queue: 5,
      generate_report: "yes",
      friendly_name: 1,
      steps: [step(""), step("A", { file: "NoSuchStep", retry_max: 2_000, output_to: ["A"] }), step("A")],
    };
    expect(check(document)).toEqual([
      "error invalid_name $.name",
      "warning wrong_type $.friendly_name",
      "error wrong_type $.queue",
      "error wrong_type $.generate_report",
      "error app_variables_not_a_list $.app_variables",
      "error missing_step_name $.steps[0].name",
      "error out_of_range $.steps[1].retry_max",
      "error duplicate_step_name $.steps[2].name",
      "error self_edge $.steps[1].output_to[0]",
      "error unknown_step_class $.steps[1].file",
    ]);
  });

  it("wants named application variables, each once", () => {
    const document = {
      app_variables: [1, { value: 1 }, { name: "a" }, { name: "a", required: "perhaps" }],
      ...oneStep({}),
    };
    expect(check(document)).toEqual([
      "error invalid_app_variable $.app_variables[0]",
      "error invalid_app_variable $.app_variables[1]",
      "warning duplicate_app_variable $.app_variables[3]",
      "error wrong_type $.app_variables[3].required",
    ]);
  });
});

describe("validation of base keys", () => {
  it.each([
    ["retry_max", "1000", "1001"],
    ["retry_max", 0, -1],
    ["retry_countdown", 31_536_000, 31_536_001],
    ["retry_backoff_max", "0", "-5"],
    ["attempt_timeout", 31_536_000, 31_536_001],
  ])("keeps %s in its range", (key, good, bad) => {
    expect(check(oneStep({ [key]: good }))).toEqual([]);
    expect(check(oneStep({ [key]: bad }))).toEqual([`error out_of_range $.steps[0].${key}`]);
  });

  it.each([
    ["output_to", "B"],
    ["output_to", ["B", 1]],
    ["data_from", {}],
    ["syncpack", 1],
    ["retry_max", "many"],
    ["retry_max", 1.5],
    ["retry_backoff", "yes"],
    ["retry_jitter", 1],
    ["retry_countdown", true],
  ])("refuses %s = %j", (key, value) => {
    const document = { steps: [step("A", { [key]: value }), step("B")] };
    expect(check(document)).toEqual([`error wrong_type $.steps[0].${key}`]);
  });

  it("takes null for a base key as no value", () => {
    expect(check(oneStep({ output_to: null, retry_max: null, syncpack: null, disabled: null, routes: null }))).toEqual(
      [],
    );
  });

  it("warns when a key of ours is taken as a parameter, once", () => {
    const manifest = { parameters: [buildParameter({ name: "routes" })] };
    expect(check(oneStep({ disabled: "perhaps", error_to: "A", routes: {} }), manifest)).toEqual([
      "warning wrong_type $.steps[0].error_to",
      "warning wrong_type $.steps[0].disabled",
      "warning parameter_shadows_base_key $.steps[0].routes",
    ]);
  });
});

describe("validation of edges", () => {
  it("names the edge that leads nowhere, on whichever side it is written", () => {
    const document = { steps: [step("A", { output_to: ["X"], data_from: ["Y"], error_to: ["Z"] })] };
    expect(check(document)).toEqual([
      "error unknown_edge_target $.steps[0].output_to[0]",
      "error unknown_edge_target $.steps[0].data_from[0]",
      "error unknown_edge_target $.steps[0].error_to[0]",
    ]);
    expect(problems(document)[0]).toMatchObject({ step: "A", message: expect.stringContaining('"X"') as string });
  });

  it("wants routes to be a part of the output edges", () => {
    const document = {
      steps: [
        step("A", { output_to: ["B"], routes: { yes: ["B", "C"], else: [] } }),
        step("B"),
        step("C", { data_from: ["B"] }),
      ],
    };
    expect(check(document)).toEqual(["error invalid_route $.steps[0].routes.yes[1]"]);
  });

  it("finds a cycle over output and error edges and names its steps in order", () => {
    const document = {
      steps: [
        step("A", { output_to: ["B"] }),
        step("B", { error_to: ["C"] }),
        step("C"),
        step("D", { output_to: ["A"], data_from: ["C"] }),
      ],
    };
    expect(problems(document)).toEqual([
      {
        severity: "error",
        code: "cycle",
        path: "$.steps[0]",
        step: "A",
        steps: ["A", "B", "C", "D"],
        message:
          '"A" -> "B" -> "C" -> "D" -> "A" is a cycle. Remove one of these edges; a step cannot wait for itself.',
      },
    ]);
  });

  it("does not see an edge in an error_to that is a parameter", () => {
    const document = { steps: [step("A", { output_to: ["B"] }), step("B", { error_to: ["A", "Nobody"] })] };
    const manifest = { parameters: [buildParameter({ name: "error_to", kind: "list" })] };
    expect(check(document, manifest)).toEqual(["warning parameter_shadows_base_key $.steps[1].error_to"]);
  });
});

describe("validation of classes and parameters", () => {
  const required = { parameters: [buildParameter({ required: true })] };

  it.each([[{}], [{ url: null }], [{ url: "" }]])("misses a required parameter in %j", (entry) => {
    expect(check(oneStep(entry), required)).toEqual(["error missing_parameter $.steps[0].url"]);
  });

  it("takes a value or a default for a required parameter", () => {
    expect(check(oneStep({ url: 0 }), required)).toEqual([]);
    expect(check(oneStep({}), { parameters: [buildParameter({ required: true, defaultValue: false })] })).toEqual([]);
  });

  it("does not require a parameter that is not shown", () => {
    const showWhen = { parameter: "mode", equals: "full" };
    const manifest = {
      parameters: [
        buildParameter({ name: "mode", defaultValue: "short" }),
        buildParameter({ required: true, showWhen }),
      ],
    };
    expect(check(oneStep({}), manifest)).toEqual([]);
    expect(check(oneStep({ mode: "full" }), manifest)).toEqual(["error missing_parameter $.steps[0].url"]);
  });

  it("checks neither class nor parameters of a disabled step", () => {
    expect(
      check({
        steps: [
          { name: "A", file: "NoSuchStep", disabled: "True" },
          { name: "B", disabled: true },
        ],
      }),
    ).toEqual([]);
    expect(check(oneStep({ disabled: true, other: 1 }), required)).toEqual([]);
  });

  it("looks a class up in its SyncPack and names the pack it misses", () => {
    const manifests = (file: string, syncpack: string | undefined) =>
      syncpack === "pack" ? buildManifest({ file }) : undefined;
    expect(check(oneStep({ syncpack: "pack" }), {}, { manifests })).toEqual([]);
    const [problem] = problems(oneStep({ syncpack: "other" }), {}, { manifests });
    expect(problem?.message).toBe(
      'Step "A": the step class "TraceTask" of the SyncPack "other" is not known. Add it, or correct "file".',
    );
  });

  it("warns of what the class does not declare, at a path that can be read", () => {
    expect(check(oneStep({ "my key": "${config.X} {{ foreign }}", url: "u" }), required)).toEqual([
      'warning unknown_parameter $.steps[0]["my key"]',
    ]);
  });

  it("warns of a class whose parameter has the name of a base key", () => {
    const manifest = { parameters: [buildParameter({ name: "file", required: true, defaultValue: "x" })] };
    expect(check(oneStep({}), manifest)).toEqual(["warning parameter_shadows_base_key $.steps[0].file"]);
  });

  it("warns of a literal in a secret parameter, without repeating it", () => {
    const manifest = { parameters: [buildParameter({ name: "password", kind: "secret" })] };
    const [problem] = problems(oneStep({ password: "hunter2" }), manifest);
    expect(problem).toMatchObject({ severity: "warning", code: "literal_secret", path: "$.steps[0].password" });
    expect(problem?.message).not.toContain("hunter2");
    const configuration = { name: "c", exists: true, variables: ["my password"] };
    expect(check(oneStep({ password: "${config.my password}" }), manifest, { configuration })).toEqual([]);
    expect(check(oneStep({ password: "x${config.my password}" }), manifest, { configuration })).toHaveLength(1);
  });
});

describe("validation of variables", () => {
  const manifest = { parameters: [buildParameter(), buildParameter({ name: "script", kind: "code" })] };

  it("misses a required application variable, unless the run brings it", () => {
    const document = { app_variables: [{ name: "x" }, { name: "city", required: true, value: "" }], ...oneStep({}) };
    expect(check(document)).toEqual(["error missing_variable $.app_variables[1]"]);
    expect(check(document, {}, { parameters: { city: "Oslo" } })).toEqual([]);
    expect(check(document, {}, { parameters: { city: null } })).toHaveLength(1);
    const withDefault = { app_variables: [{ name: "city", required: true, default_value: 0 }], ...oneStep({}) };
    expect(check(withDefault)).toEqual([]);
  });

  it("refuses an unknown configuration only when a declared parameter uses it", () => {
    const uses = { configuration: "prod", ...oneStep({ url: ["x ${config.base url}/"] }) };
    expect(check(uses, manifest)).toEqual(["error unknown_configuration $.configuration"]);
    const configuration = { name: "prod", exists: false, variables: [] };
    expect(check(uses, manifest, { configuration })).toEqual(["error unknown_configuration $.configuration"]);
    expect(hasErrors(problems({ configuration: "prod", ...oneStep({ foreign: "${config.X}" }) }, manifest))).toBe(
      false,
    );
    expect(check({ configuration: "prod", ...oneStep({ script: "`${config.X}`" }) }, manifest)).toEqual([
      "warning unknown_configuration $.configuration",
    ]);
    expect(check({ configuration: "prod", ...oneStep({ url: "$${config.X}" }) }, manifest)).toEqual([
      "warning unknown_configuration $.configuration",
    ]);
  });

  it("takes the chosen configuration instead of the aligned one", () => {
    const document = { configuration: "gone", ...oneStep({ url: "${config.base url}" }) };
    const configuration = { name: "prod", exists: true, variables: ["base url"] };
    expect(check(document, manifest, { configuration })).toEqual([]);
  });

  it("warns of names that nothing defines", () => {
    const value = "${config.X} ${appvar.y} ${step_func.go ${appvar.z}} ${some.path[0]}";
    const configuration = { name: "c", exists: true, variables: ["other"] };
    const found = problems(oneStep({ url: value }), manifest, { configuration, parameters: { y: 1 } });
    expect(found.map((problem) => [problem.severity, problem.message])).toEqual([
      [
        "warning",
        'Step "A": the parameter "url" uses ${config.X}, but the configuration "c" has no such variable. Add it, or correct the name.',
      ],
      [
        "warning",
        'Step "A": the parameter "url" uses ${appvar.z}, but "app_variables" has no such entry. Add it, or correct the name.',
      ],
      [
        "warning",
        'Step "A": the parameter "url" uses ${step_func.go}, but its class has no such method. Add it, or correct the name.',
      ],
    ]);
    expect(check(oneStep({ url: "${step_func.go}" }), { ...manifest, stepFunctions: ["go"] })).toEqual([]);
  });

  it("warns of a use without any configuration", () => {
    expect(check(oneStep({ url: "${config.X}" }), manifest)).toEqual(["warning unknown_variable $.steps[0].url"]);
  });

  it("asks the given function for the names", () => {
    const listNames = () => [{ kind: "config", name: "X" } as const];
    expect(check({ configuration: "gone", ...oneStep({ url: "no token" }) }, manifest, { listNames })).toEqual([
      "error unknown_configuration $.configuration",
    ]);
  });
});

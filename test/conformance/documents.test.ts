import { describe, expect, it } from "vitest";
import { formatJson, type JsonObject, type JsonValue } from "../../core/base/json.ts";
import { applyOperation } from "../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { parseApplication } from "../../core/model/parseApplication.ts";
import { parseConfiguration } from "../../core/model/parseConfiguration.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import { readConfiguration } from "../../core/model/readConfiguration.ts";
import { serializeApplication } from "../../core/model/serializeApplication.ts";
import { hasErrors, validateApplication } from "../../core/model/validation/validateApplication.ts";
import { listTemplateNames } from "../../core/template/listTemplateNames.ts";
import { anyClass, buildLookup, buildManifest } from "../model/buildManifest.ts";
import { type ApplicationCase, casesFolder, casesMissing, listCases, readCaseFile } from "../support/cases.ts";

interface ValidationVector {
  name: string;
  valid: boolean | string;
  rule: string;
  app: JsonValue;
}

function readVectors(): ValidationVector[] {
  const text = readCaseFile("powerflow/app-validation-vectors.json");
  return text === undefined ? [] : (JSON.parse(text) as { vectors: ValidationVector[] }).vectors;
}

function parse({ text, fileName }: { text: string; fileName: string }): JsonObject {
  const parsed = parseApplication(text, { fileName });
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("\n"));
  return parsed.document;
}

if (casesFolder() === undefined) {
  it("documents from outside", ({ skip }) => skip(casesMissing));
}

const vectors = readVectors();
const classes = buildLookup(buildManifest({ file: "DummyStep" }), buildManifest({ file: "DummyStep2" }));

describe.skipIf(vectors.length === 0)("the validation vectors", () => {
  it.each(vectors)("$name: $valid", ({ app, valid, rule }) => {
    const problems = validateApplication({ document: app, manifests: classes, listNames: listTemplateNames });
    expect(hasErrors(problems), rule).toBe(valid === false);
  });

  it("are all there", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(20);
  });
});

const template = readCaseFile("powerflow/integration_template.app.json");

describe.skipIf(template === undefined)("the public template application", () => {
  it("is read as it is meant", () => {
    const document = parse({ text: template ?? "", fileName: "integration_template.app.json" });
    const view = readApplication(document, anyClass);
    expect(view.steps.map((step) => [step.name, step.file, step.outputTo])).toEqual([
      ["GETgoogle.com", "QueryREST", ["next_step"]],
      ["next_step", "someOtherTask", []],
    ]);
    expect(view.appVariables).toMatchObject([{ name: "exampleVariable", value: "exampleValue", required: true }]);
    expect(view.steps[0]?.parameters).toEqual({ prefix_url: "http://google.com", method: "GET" });
  });
});

describe.each(["wfcommons", "n8n", "prismatic", "node-red"])("the applications of %s", (folder) => {
  const cases = listCases(folder);
  if (cases.length === 0) {
    it("are there", ({ skip }) => skip(casesMissing));
    return;
  }

  it("keep every key and byte through parsing and writing", () => {
    for (const app of cases) {
      const document = parse(app);
      expect(document, app.name).toStrictEqual(JSON.parse(app.text));
      const text = serializeApplication(document);
      const again = parse({ text, fileName: app.fileName });
      expect(again, app.name).toStrictEqual(document);
      expect(serializeApplication(again), app.name).toBe(text);
    }
  });

  it("have the steps, edges, roots and leaves of the oracle", () => {
    const seen = Object.fromEntries(cases.map((app) => [app.name, describeGraph(app)]));
    const expected = cases.map(({ name, oracle }) => [
      name,
      { steps: oracle.n_steps, edges: oracle.n_edges, roots: oracle.roots, leaves: oracle.leaves },
    ]);
    expect(seen).toEqual(Object.fromEntries(expected));
  });

  it("are valid exactly when the oracle says so, and the problems name every cycle and missing step", () => {
    for (const app of cases) {
      const problems = validateApplication({ document: parse(app), manifests: anyClass, listNames: listTemplateNames });
      const errors = problems.filter((problem) => problem.severity === "error");
      expect(errors.length === 0, `${app.name}: ${JSON.stringify(errors)}`).toBe(app.oracle.valid);
      const cycles = errors.filter((problem) => problem.code === "cycle").map(({ steps }) => [...(steps ?? [])].sort());
      expect(toSet(cycles), app.name).toEqual(toSet(app.oracle.cycles.map((members) => [...members].sort())));
      const dangling = errors.filter((problem) => problem.code === "unknown_edge_target");
      expect(
        app.oracle.dangling.every(([from, to]) =>
          dangling.some((problem) => problem.step === from && problem.message.includes(JSON.stringify(to))),
        ),
        app.name,
      ).toBe(true);
    }
  });

  it("use only variables that their configuration has, where they bring one", () => {
    for (const app of cases) {
      if (app.configuration === undefined) continue;
      const parsed = parseConfiguration(app.configuration);
      if (!parsed.ok) throw new Error(app.name);
      const { name, variables } = readConfiguration(parsed.document);
      const known = new Set(variables.map((variable) => variable.name));
      expect(parse(app).configuration, app.name).toBe(name);
      expect(parsed.document, app.name).toStrictEqual(JSON.parse(app.configuration));
      const names = readApplication(parse(app), anyClass).steps.flatMap((step) => listTemplateNames(step.parameters));
      const missing = names.filter((use) => use.kind === "config" && !known.has(use.name));
      expect(missing, app.name).toEqual([]);
    }
  });

  it("come back to the byte after every step was renamed, cut off and removed", () => {
    for (const app of cases.filter(({ oracle }) => oracle.n_steps <= 60)) {
      const document = parse(app);
      const stepIds = (document.steps as JsonValue[]).map((_, index) => `id ${index}`);
      let state = { document, stepIds };
      const inverses: EditOperation[] = [];
      const apply = (operation: EditOperation): void => {
        const next = applyOperation(state, operation);
        state = { document: next.state.document, stepIds: [...next.state.stepIds] };
        inverses.push(next.inverse);
      };
      for (const step of stepIds) apply({ op: "renameStep", step, name: `renamed ${step}` });
      for (const step of stepIds) apply({ op: "removeStep", step });
      expect(state.document.steps, app.name).toEqual([]);
      for (const inverse of inverses.toReversed()) apply(inverse);
      expect(formatJson(state.document), app.name).toBe(formatJson(document));
      expect(state.stepIds, app.name).toEqual(stepIds);
    }
  });
});

function describeGraph(app: ApplicationCase): Record<string, unknown> {
  const { steps } = readApplication(parse(app), anyClass);
  const consumers = new Set(steps.flatMap((step) => step.outputTo));
  return {
    steps: steps.length,
    edges: steps.reduce((sum, step) => sum + step.outputTo.length, 0),
    roots: steps.filter((step) => !consumers.has(step.name)).map((step) => step.name),
    leaves: steps.filter((step) => step.outputTo.length === 0).map((step) => step.name),
  };
}

function toSet(lists: string[][]): Set<string> {
  return new Set(lists.map((list) => list.join("\n")));
}

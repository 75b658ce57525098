import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type JsonValue, parseJson } from "../../core/base/json.ts";
import { applyOperation } from "../../core/model/operations/applyOperation.ts";
import type { EditState } from "../../core/model/operations/EditState.ts";
import { parseApplication } from "../../core/model/parseApplication.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import { serializeApplication } from "../../core/model/serializeApplication.ts";
import { validateApplication } from "../../core/model/validation/validateApplication.ts";
import { anyClass } from "../model/buildManifest.ts";
import { casesFolder, casesMissing, readCaseFile } from "../support/cases.ts";

const cases = casesFolder();
const folder = cases === undefined ? undefined : join(cases, "json-parsing", "test_parsing");
const files = folder === undefined ? [] : readdirSync(folder).sort();

function textOf(file: string): string {
  return readFileSync(join(folder ?? "", file), "utf8");
}

/** A place of 1,1 or more that lies in the text. */
function isPlace(text: string, position: { line: number; column: number } | undefined): boolean {
  if (position === undefined) return false;
  const line = text.split("\n")[position.line - 1];
  return line !== undefined && position.column >= 1 && position.column <= line.length + 1;
}

describe("JSONTestSuite", () => {
  if (files.length === 0) {
    it("is there", ({ skip }) => skip(casesMissing));
    return;
  }

  it.each(files.filter((file) => file.startsWith("y_")))("parses %s and keeps it as a parameter", (file) => {
    const text = textOf(file);
    const value = JSON.parse(text) as JsonValue;
    expect(parseJson(text)).toStrictEqual({ ok: true, value });
    const parsed = parseApplication(`{"app_variables":[],"steps":[{"name":"A","file":"X","p":${text}}]}`);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const view = readApplication(parsed.document, anyClass);
    expect(view.steps[0]?.parameters.p).toStrictEqual(value);
    const written = serializeApplication(parsed.document);
    expect(parseApplication(written)).toStrictEqual(parsed);
  });

  it.each(files.filter((file) => file.startsWith("n_")))("refuses %s with line and column", (file) => {
    const text = textOf(file);
    const parsed = parseApplication(text);
    expect(parsed).toMatchObject({ ok: false, problems: [{ code: "invalid_json" }] });
    expect(parsed.ok ? undefined : isPlace(text.replace(/^\ufeff/, ""), parsed.position)).toBe(true);
  });

  it.each(files.filter((file) => file.startsWith("i_")))("takes or refuses %s, and does not crash", (file) => {
    const parsed = parseJson(textOf(file));
    if (!parsed.ok) expect(isPlace(textOf(file), parsed.position)).toBe(true);
    else expect(parsed.value).toStrictEqual(JSON.parse(textOf(file).replace(/^\ufeff/, "")));
  });
});

describe("the big list of naughty strings", () => {
  const text = readCaseFile("json-parsing/blns.json");
  if (text === undefined) {
    it("is there", ({ skip }) => skip(casesMissing));
    return;
  }
  const strings = [...new Set(JSON.parse(text) as string[])].filter((name) => name !== "");

  it("gives names and values that survive reading, editing and writing", () => {
    const steps = strings.map((name, index) => ({
      name,
      file: "X",
      output_to: index + 1 < strings.length ? [strings[index + 1] ?? ""] : [],
      value: name,
    }));
    const variables = strings.map((name) => ({ name, value: name }));
    const written = serializeApplication({ app_variables: variables, steps });
    const parsed = parseApplication(written);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(serializeApplication(parsed.document)).toBe(written);
    expect(validateApplication({ document: parsed.document, manifests: anyClass }).filter(isError)).toEqual([]);
    const view = readApplication(parsed.document, anyClass);
    expect(view.steps.map((step) => step.name)).toEqual(strings);
    expect(view.steps.map((step) => step.outputTo[0])).toEqual([...strings.slice(1), undefined]);
    expect(view.appVariables.map((variable) => variable.value)).toEqual(strings);
  });

  it("gives parameters and step names that an edit sets and takes back", () => {
    const document = {
      app_variables: [],
      steps: [
        { name: "A", file: "X", output_to: ["B"] },
        { name: "B", file: "X" },
      ],
    };
    for (const text of strings) {
      let state: EditState = { document, stepIds: ["a", "b"] };
      const rename = applyOperation(state, { op: "renameStep", step: "b", name: text });
      const set = applyOperation(rename.state, { op: "setParameter", step: "b", path: [`${text} key`], value: text });
      state = set.state;
      const view = readApplication(state.document, anyClass);
      expect(view.steps[0]?.outputTo).toEqual([text]);
      expect(view.steps[1]?.parameters[`${text} key`]).toBe(text);
      state = applyOperation(applyOperation(state, set.inverse).state, rename.inverse).state;
      expect(serializeApplication(state.document)).toBe(serializeApplication(document));
    }
  });
});

function isError(problem: { severity: string }): boolean {
  return problem.severity === "error";
}

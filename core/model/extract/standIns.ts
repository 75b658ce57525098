import { type JsonObject, ownValue } from "../../base/json.ts";
import { readText } from "../readApplication.ts";

/*
 * A child application takes data in by variables and gives the data of its last steps back. So that the steps in it and those
 * around it find data under the names they know, small scripts stand in for what is on the other side.
 */

/**
 * The class that runs a child application, and the one whose code stands in for steps. Named here because no manifest says
 * that a class does that: those of type trigger run children in other ways too, and steps have to be made of some class.
 */
export const triggerFile = "TriggerApplication";
const scriptFile = "Script";

/** In the child: the step of a producer's name that gives what the producer saved; null in the variable = nothing. */
export function createInput(name: string, variable: string): JsonObject {
  return { name, file: scriptFile, code: inputCode(variable) };
}

/** In the child: the last step whose data is that of one before it, known as run even when that saved nothing. */
export function createResult(name: string): JsonObject {
  return { name, file: scriptFile, code: resultCode };
}

/** In the parent: the keys of the step that gives what a step of the child saved, or leads nowhere if that did not run. */
export function createPick(name: string, result: string): JsonObject {
  return { name, file: scriptFile, code: pickCode(result) };
}

/** The value of a child's variable that holds what a producer saved. */
export function dataToken(producer: string): string {
  return `\${step_func.dataOf "${producer}"}`;
}

export function isInput(entry: JsonObject, variable: string): boolean {
  return isScript(entry, inputCode(variable));
}

export function isResult(entry: JsonObject): boolean {
  return isScript(entry, resultCode);
}

export function isPick(entry: JsonObject, result: string): boolean {
  return isScript(entry, pickCode(result));
}

function isScript(entry: JsonObject, code: string): boolean {
  return readText(entry, "file") === scriptFile && ownValue(entry, "code") === code;
}

function inputCode(variable: string): string {
  return `return step.getAppVariable(${JSON.stringify(variable)}) ?? undefined;`;
}

const resultCode = "return { data: input };";

function pickCode(result: string): string {
  const lines = [
    `const result = input.data[${JSON.stringify(result)}];`,
    "if (result === undefined) step.routeTo([]);",
    "return result?.data;",
  ];
  return lines.join("\n");
}

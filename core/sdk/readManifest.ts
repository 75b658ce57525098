import type { JsonObject } from "../base/json.ts";
import type { OutputManifest, ParameterManifest, StepManifest } from "../model/StepManifest.ts";
import { BaseStep } from "./BaseStep.ts";
import { checkDeclaration } from "./checkDeclaration.ts";
import { classesOf, copyJson, type Declaration, declarationsOf, invalidDeclaration } from "./declarations.ts";

export interface ManifestOptions {
  /** Name of the file without its ending. */
  file: string;
  /** undefined = the user's own. */
  syncpack: string | undefined;
  /** sha256 of the compiled class. */
  hash: string;
  /** The compiled module, when at hand: finds uses of earlier parameters outside the class body as well. */
  source?: string;
}

const stepTypes = new Set<unknown>(["standard", "aggregated", "trigger"]);

/**
 * What a step class says about itself, read from an instance nothing is attached to.
 * Throws `step_class_invalid`, naming class and parameter, for a declaration that cannot be used.
 */
export function readManifest(step: BaseStep, { file, syncpack, hash, source }: ManifestOptions): StepManifest {
  const refuse = (reason: string, parameter?: string) =>
    invalidDeclaration(step.constructor, parameter === undefined ? { reason } : { parameter, reason });
  refuseDuplicates(step, refuse);
  const parameters = readParameters(step);
  for (const parameter of parameters) checkDeclaration(parameter, { step, parameters, refuse });
  if (!stepTypes.has(step.type)) throw refuse(`type is standard, aggregated or trigger, not ${String(step.type)}`);
  if (typeof step.execute !== "function") throw refuse("it has no method execute");
  if (step.outputsFrom !== undefined && !parameters.some(({ name }) => name === step.outputsFrom)) {
    throw refuse(`outputsFrom names "${step.outputsFrom}", which is no parameter`);
  }
  const outputs = readOutputs(step, refuse);
  return {
    file,
    ...(syncpack === undefined ? {} : { syncpack }),
    friendlyName: text(step.friendlyName) || file,
    description: text(step.description),
    version: text(step.version),
    type: step.type,
    ...optionalTexts(step),
    parameters,
    ...(outputs === undefined ? {} : { outputs }),
    ...(step.outputsFrom === undefined ? {} : { outputsFrom: step.outputsFrom }),
    stepFunctions: listStepFunctions(step),
    usesPreviousParameters: usesPreviousParameters(step, source),
    hash,
  };
}

/** What `step_func` may never call, though a class defines it. */
const neverFunctions = new Set(["constructor", "execute", "resume"]);

/** Names of the synchronous methods below BaseStep, without those BaseStep has itself and those that a form or a test of a connection calls; sorted. */
export function listStepFunctions(step: object): string[] {
  const names = new Map<string, boolean>();
  for (const level of classesOf(step.constructor)) {
    const { prototype } = level as { prototype: object };
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      // The lowest class decides.
      if (!names.has(name)) names.set(name, isSynchronous(property.value));
    }
  }
  const called = new Set(readParameters(step).flatMap(({ optionsFrom, testedBy }) => [optionsFrom, testedBy]));
  const isFree = (name: string) => !neverFunctions.has(name) && !called.has(name) && !(name in BaseStep.prototype);
  return [...names.keys()].filter((name) => names.get(name) === true && isFree(name)).sort();
}

function isSynchronous(value: unknown): boolean {
  return typeof value === "function" && Object.prototype.toString.call(value) === "[object Function]";
}

function usesPreviousParameters(step: object, source: string | undefined): boolean {
  const texts = classesOf(step.constructor).map((level) => Function.prototype.toString.call(level));
  return [...texts, source ?? ""].some((code) => code.includes("getParameterFromPreviousStep"));
}

type Refuse = (reason: string, parameter?: string) => Error;

/** The declared parameters of an instance: the last declaration of a name counts, in the place of the first. */
export function readParameters(step: object): ParameterManifest[] {
  const parameters: ParameterManifest[] = [];
  for (const { manifest } of declarationsOf(step)) {
    const place = parameters.findIndex(({ name }) => name === manifest.name);
    parameters[place < 0 ? parameters.length : place] = manifest;
  }
  return parameters;
}

/** A subclass may declare a parameter of its base class anew; one constructor may not declare a name twice. */
function refuseDuplicates(step: BaseStep, refuse: Refuse): void {
  const own = callsOf(step).slice(callsOfBase(step.constructor).length);
  const seen = new Set<string>();
  for (const { manifest } of own) {
    if (seen.has(manifest.name)) throw refuse("it is declared twice", manifest.name);
    seen.add(manifest.name);
  }
}

function callsOf(step: object): Declaration[] {
  return declarationsOf(step).filter(({ from }) => from === "call");
}

/** What the constructor of the base class declares: the first calls of every instance of a class below it. */
function callsOfBase(stepClass: object): Declaration[] {
  const [base] = classesOf(stepClass).slice(1);
  if (base === undefined) return [];
  try {
    return callsOf(Reflect.construct(base as new () => object, []));
  } catch {
    return [];
  }
}

function readOutputs(step: BaseStep, refuse: Refuse): OutputManifest[] | undefined {
  if (step.outputs === undefined) return undefined;
  const names = new Set<string>();
  return step.outputs.map(({ name, title }) => {
    if (typeof name !== "string" || name === "") throw refuse("every output has a name");
    if (names.has(name)) throw refuse(`the output "${name}" is declared twice`);
    names.add(name);
    return title === undefined ? { name } : { name, title };
  });
}

function optionalTexts(step: BaseStep): Pick<StepManifest, "author" | "help" | "icon" | "category"> {
  const { author, help, icon, category } = step;
  return copyJsonObject({ author, help, icon, category });
}

function copyJsonObject(values: Record<string, string | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : String(copyJson(value) ?? "");
}

import { type JsonValue, setOwn } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { ParameterManifest } from "../model/StepManifest.ts";
import type { ParameterMap } from "./parameters.ts";

const declarationsKey = Symbol.for("sluice.declarations");
const baseKey = Symbol.for("sluice.BaseStep");

/** What one class said about one parameter. */
export interface Declaration {
  manifest: ParameterManifest;
  /** From a map (`static parameters`, `BaseStep.with`), or a call of `newStepParameter`. */
  from: "map" | "call";
}

/** A class that can be made without arguments. */
export type StepClass = abstract new () => object;

/** Keys of a step entry that no parameter may be called (semantics, section 1). */
const baseKeys = new Set([
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
]);

const parameterName = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/;

/** Marks the base class, so that it is known even when a package brings its own copy of the SDK. */
export function markBase(stepClass: StepClass): void {
  Object.defineProperty(stepClass, baseKey, { value: true });
}

/** Whether a value is a class that extends BaseStep. */
export function isStepClass(value: unknown): value is new () => object {
  return typeof value === "function" && baseKey in value && !Object.hasOwn(value, baseKey);
}

/** The classes from the one given down to the last before BaseStep. */
export function classesOf(stepClass: object): object[] {
  const classes: object[] = [];
  let current: object | null = stepClass;
  while (typeof current === "function" && !Object.hasOwn(current, baseKey)) {
    classes.push(current);
    current = Object.getPrototypeOf(current);
  }
  return classes;
}

/** Starts the list of an instance with what the maps of its classes say, base class first. */
export function initDeclarations(step: object, stepClass: object): void {
  const declarations: Declaration[] = [];
  Object.defineProperty(step, declarationsKey, { value: declarations, enumerable: false });
  for (const level of classesOf(stepClass).reverse()) {
    const own: unknown = Object.getOwnPropertyDescriptor(level, "parameters")?.value;
    if (typeof own === "object" && own !== null) declarations.push(...readMap(step, own as ParameterMap));
  }
}

// The map of a class is the same for all its instances.
const maps = new WeakMap<ParameterMap, Declaration[]>();

function readMap(step: object, map: ParameterMap): Declaration[] {
  let declarations = maps.get(map);
  if (declarations === undefined) {
    declarations = Object.entries(map).map(([name, { declaration }]) =>
      checkDeclaration(step, { manifest: { name, ...declaration }, from: "map" }),
    );
    maps.set(map, declarations);
  }
  return declarations;
}

/** Adds one declaration. Throws `step_class_invalid` for a name that cannot be used. */
export function addDeclaration(step: object, declaration: Declaration): void {
  declarationsOf(step).push(checkDeclaration(step, declaration));
}

function checkDeclaration(step: object, declaration: Declaration): Declaration {
  const { name } = declaration.manifest;
  if (typeof name !== "string" || !parameterName.test(name) || name === "__proto__") {
    throw invalidDeclaration(step.constructor, {
      parameter: String(name),
      reason: "a name starts with a letter or _ and holds letters, digits, _ . - only (at most 128)",
    });
  }
  if (baseKeys.has(name)) {
    throw invalidDeclaration(step.constructor, { parameter: name, reason: "this is a key of every step entry" });
  }
  return { ...declaration, manifest: withoutUndefined(declaration.manifest) };
}

function withoutUndefined(manifest: ParameterManifest): ParameterManifest {
  const { name, kind, ...rest } = manifest;
  return { name, kind, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
}

/** Every declaration of an instance in the order it was made; later ones of the same name replace earlier ones. */
export function declarationsOf(step: object): Declaration[] {
  const found = (step as { [declarationsKey]?: Declaration[] })[declarationsKey];
  if (found === undefined) throw new TypeError("This is no instance of a step class");
  return found;
}

/** The error of a class that declares something unusable. */
export function invalidDeclaration(
  stepClass: { name: string },
  { parameter, reason }: { parameter?: string; reason: string },
): SluiceError {
  const place = parameter === undefined ? "" : `, parameter "${parameter}"`;
  return new SluiceError("step_class_invalid", `Step class ${stepClass.name || "(unnamed)"}${place}: ${reason}`, {
    details: { class: stepClass.name, ...(parameter === undefined ? {} : { parameter }) },
  });
}

/** A copy of a declared value as JSON, or undefined if JSON cannot hold it. */
export function copyJson(value: unknown): JsonValue | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) {
    const items = value.map(copyJson);
    return items.some((item) => item === undefined) ? undefined : (items as JsonValue[]);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return undefined;
  const copy = {};
  for (const [key, item] of Object.entries(value)) {
    const copied = copyJson(item);
    if (copied === undefined) return undefined;
    setOwn(copy, key, copied);
  }
  return copy;
}

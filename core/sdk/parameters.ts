import type { JsonValue } from "../base/json.ts";
import type { ParameterKind, ParameterManifest, ParameterOption } from "../model/StepManifest.ts";

declare const valueType: unique symbol;

/** One declared parameter; `T` is what `getParameter` gives for it. Made by the builders below. */
export interface Parameter<T> {
  readonly declaration: Omit<ParameterManifest, "name">;
  readonly [valueType]?: T;
}

/** Parameters by name. */
export type ParameterMap = Readonly<Record<string, Parameter<unknown>>>;

/** What `getParameter` gives for a declared parameter. */
export type ParameterValue<P> = P extends Parameter<infer T> ? T : unknown;

/** Everything a declaration may say but name and kind. */
export type ParameterOptions = Omit<ParameterManifest, "name" | "kind" | "options" | "language" | "anyType">;

/** Options with which a parameter always has a value. */
export type AlwaysSet = { required: true } | { defaultValue: string | number | boolean | object };

type Value<T, O> = (O extends { multiple: true } ? T[] : T) | (O extends AlwaysSet ? never : null);

type Choice<O> = O extends { options: readonly (infer C)[] } ? (C extends { value: infer V } ? V : C) : JsonValue;

/** A choice of a select: a value, or a value with a label. */
export type SelectOption = string | number | boolean | ParameterOption;

function build<T>(kind: ParameterKind, options: object | undefined): Parameter<T> {
  return { declaration: { ...options, kind } };
}

/**
 * Declares the parameters of a step class once: form, validation and the type of `getParameter` follow from it.
 *
 * ```ts
 * import { BaseStep, defineParameters, number, select, text } from "sluice";
 *
 * const parameters = defineParameters({
 *   url: text({ required: true, placeholder: "http://example.com" }),
 *   retries: number({ min: 0, max: 5, defaultValue: 2 }),
 *   method: select({ options: ["GET", "POST"], defaultValue: "GET" }),
 * });
 *
 * export default class Fetch extends BaseStep.with(parameters) {
 *   async execute() {
 *     const method: "GET" | "POST" = this.getParameter("method");
 *     const response = await this.fetch(this.getParameter("url"), { method });
 *     this.saveDataForNextStep(await response.json());
 *   }
 * }
 * ```
 */
export function defineParameters<const P extends ParameterMap>(parameters: P): P {
  return parameters;
}

/** One line of text. Numbers and booleans become text, lists and objects JSON text. */
export function text<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("text", options);
}

/** Text of several lines. */
export function longText<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("longText", options);
}

/** A number; digit text is taken as well. */
export function number<const O extends ParameterOptions>(options?: O): Parameter<Value<number, O>> {
  return build("number", options);
}

/** A toggle: true or false; `"True"`, `"true"`, `"False"` and `"false"` are taken as well. */
export function boolean<const O extends ParameterOptions>(options?: O): Parameter<Value<boolean, O>> {
  return build("boolean", options);
}

/** One of a list of choices, or several with `multiple`. */
export function select<const O extends ParameterOptions & { options?: readonly SelectOption[] }>(
  options: O,
): Parameter<Value<Choice<O>, O>> {
  const choices = options.options?.map((choice) => (typeof choice === "object" ? choice : { value: choice }));
  return build("select", choices === undefined ? options : { ...options, options: choices });
}

/** Any JSON value. Given as text it is parsed first, then its tokens are resolved. */
export function json<T = unknown>(options: ParameterOptions & AlwaysSet): Parameter<T>;
export function json<T = unknown>(options?: ParameterOptions): Parameter<T | null>;
export function json(options?: ParameterOptions): Parameter<unknown> {
  return build("json", options);
}

/** Source code; `${...}` in it is left alone. */
export function code<const O extends ParameterOptions & { language?: string }>(
  options?: O,
): Parameter<Value<string, O>> {
  return build("code", options);
}

/** A list. Text gives one item per line; JSON text of a list is parsed. */
export function list<T = unknown>(options: ParameterOptions & AlwaysSet): Parameter<T[]>;
export function list<T = unknown>(options?: ParameterOptions): Parameter<T[] | null>;
export function list(options?: ParameterOptions): Parameter<unknown> {
  return build("list", options);
}

/** Two columns, given as an object or as a list of `{key, value}`; the step gets an object. The later of two equal keys counts. */
export function mapping<T = unknown>(options: ParameterOptions & AlwaysSet): Parameter<Record<string, T>>;
export function mapping<T = unknown>(options?: ParameterOptions): Parameter<Record<string, T> | null>;
export function mapping(options?: ParameterOptions): Parameter<unknown> {
  return build("mapping", options);
}

/** A secret. The form takes only `${config.X}`. */
export function secret<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("secret", options);
}

/** A date or time in ISO 8601; without a zone it is UTC. */
export function date<const O extends ParameterOptions>(options?: O): Parameter<Value<Date, O>> {
  return build("date", options);
}

/** A duration: seconds as a number, or text such as `1h 30m`, `250ms`, `PT5M`. The step gets milliseconds; `min` and `max` are seconds. */
export function duration<const O extends ParameterOptions>(options?: O): Parameter<Value<number, O>> {
  return build("duration", options);
}

/** A schedule in crontab form. */
export function crontab<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("crontab", options);
}

/** A path of a file. */
export function file<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("file", options);
}

/** The name of a connection. */
export function connection<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("connection", options);
}

/** The name of a step of this application. */
export function step<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("step", options);
}

/** The name of an application. */
export function application<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("application", options);
}

/** The name of a queue. */
export function queue<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("queue", options);
}

/** The name of a variable of the run's configuration. */
export function configVariable<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("configVariable", options);
}

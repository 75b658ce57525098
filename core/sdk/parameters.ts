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
export type ParameterOptions = Omit<
  ParameterManifest,
  "name" | "kind" | "options" | "language" | "anyType" | "kinds" | "testedBy" | "tunnel"
>;

/** Options with which a parameter always has a value. One that `showWhen` hides has none, required or not. */
export type AlwaysSet = { required: true; showWhen?: never } | { defaultValue: string | number | boolean | object };

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

/**
 * One line of text. Numbers and booleans become text, lists and objects JSON text.
 *
 * ```ts
 * import { text } from "sluice";
 *
 * export const url = text({ required: true, placeholder: "http://example.com" });
 * ```
 */
export function text<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("text", options);
}

/**
 * Text of several lines.
 *
 * ```ts
 * import { longText } from "sluice";
 *
 * export const message = longText({ title: "Message", defaultValue: "Hello" });
 * ```
 */
export function longText<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("longText", options);
}

/**
 * A value of any type, as it is; edited as text.
 *
 * ```ts
 * import { anyValue } from "sluice";
 *
 * export const payload = anyValue({ description: "What is sent: a text, bytes, or anything else as JSON." });
 * ```
 */
export function anyValue(options?: ParameterOptions): Parameter<unknown> {
  return { declaration: { ...options, kind: "text", anyType: true } };
}

/**
 * What the content of a file or of an answer can become, as options of a select.
 *
 * ```ts
 * import { contentKinds, select } from "sluice";
 *
 * export const as = select({ options: contentKinds, defaultValue: "text" });
 * ```
 */
export const contentKinds = [
  { value: "text", label: "Text" },
  { value: "json", label: "JSON" },
  { value: "lines", label: "List of lines" },
  { value: "bytes", label: "Bytes" },
] as const;

/**
 * A number; digit text is taken as well.
 *
 * ```ts
 * import { number } from "sluice";
 *
 * export const retries = number({ min: 0, max: 5, defaultValue: 2 });
 * ```
 */
export function number<const O extends ParameterOptions>(options?: O): Parameter<Value<number, O>> {
  return build("number", options);
}

/**
 * A toggle: true or false; `"True"`, `"true"`, `"False"` and `"false"` are taken as well.
 *
 * ```ts
 * import { boolean } from "sluice";
 *
 * export const verify = boolean({ title: "Verify the certificate", defaultValue: true });
 * ```
 */
export function boolean<const O extends ParameterOptions>(options?: O): Parameter<Value<boolean, O>> {
  return build("boolean", options);
}

/**
 * One of a list of choices, or several with `multiple`.
 *
 * ```ts
 * import { select } from "sluice";
 *
 * export const method = select({ options: ["GET", { value: "POST", label: "Post" }], defaultValue: "GET" });
 * ```
 */
export function select<const O extends ParameterOptions & { options?: readonly SelectOption[] }>(
  options: O,
): Parameter<Value<Choice<O>, O>> {
  const choices = options.options?.map((choice) => (typeof choice === "object" ? choice : { value: choice }));
  return build("select", choices === undefined ? options : { ...options, options: choices });
}

/**
 * Any JSON value. Given as text it is parsed first, then its tokens are resolved.
 *
 * ```ts
 * import { json } from "sluice";
 *
 * export const payload = json<{ id: number }>({ sampleValue: { id: 1 } });
 * ```
 */
export function json<T = unknown>(options: ParameterOptions & AlwaysSet): Parameter<T>;
export function json<T = unknown>(options?: ParameterOptions): Parameter<T | null>;
export function json(options?: ParameterOptions): Parameter<unknown> {
  return build("json", options);
}

/**
 * Source code; `${...}` in it is left alone.
 *
 * ```ts
 * import { code } from "sluice";
 *
 * export const script = code({ language: "typescript", required: true });
 * ```
 */
export function code<const O extends ParameterOptions & { language?: string }>(
  options?: O,
): Parameter<Value<string, O>> {
  return build("code", options);
}

/**
 * A list. Text gives one item per line; JSON text of a list is parsed.
 *
 * ```ts
 * import { list } from "sluice";
 *
 * export const hosts = list<string>({ min: 1, required: true });
 * ```
 */
export function list<T = unknown>(options: ParameterOptions & AlwaysSet): Parameter<T[]>;
export function list<T = unknown>(options?: ParameterOptions): Parameter<T[] | null>;
export function list(options?: ParameterOptions): Parameter<unknown> {
  return build("list", options);
}

/**
 * Two columns, given as an object or as a list of `{key, value}`; the step gets an object. The later of two equal keys counts.
 *
 * ```ts
 * import { mapping } from "sluice";
 *
 * export const headers = mapping<string>({ title: "Headers" });
 * ```
 */
export function mapping<T = unknown>(options: ParameterOptions & AlwaysSet): Parameter<Record<string, T>>;
export function mapping<T = unknown>(options?: ParameterOptions): Parameter<Record<string, T> | null>;
export function mapping(options?: ParameterOptions): Parameter<unknown> {
  return build("mapping", options);
}

/**
 * A secret. The form takes only `${config.X}`.
 *
 * ```ts
 * import { secret } from "sluice";
 *
 * export const password = secret({ showWhen: { parameter: "auth", equals: "basic" } });
 * ```
 */
export function secret<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("secret", options);
}

/**
 * A date or time in ISO 8601; without a zone it is UTC.
 *
 * ```ts
 * import { date } from "sluice";
 *
 * export const since = date({ sampleValue: "2026-01-31T08:00:00Z" });
 * ```
 */
export function date<const O extends ParameterOptions>(options?: O): Parameter<Value<Date, O>> {
  return build("date", options);
}

/**
 * A duration: seconds as a number, or text such as `1h 30m`, `250ms`, `PT5M`. The step gets milliseconds; `min` and `max` are seconds.
 *
 * ```ts
 * import { duration } from "sluice";
 *
 * export const pause = duration({ defaultValue: "1m 30s", max: 3600 });
 * ```
 */
export function duration<const O extends ParameterOptions>(options?: O): Parameter<Value<number, O>> {
  return build("duration", options);
}

/**
 * A schedule in crontab form.
 *
 * ```ts
 * import { crontab } from "sluice";
 *
 * export const schedule = crontab({ sampleValue: "0 8 * * 1-5" });
 * ```
 */
export function crontab<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("crontab", options);
}

/**
 * A path of a file.
 *
 * ```ts
 * import { file } from "sluice";
 *
 * export const path = file({ required: true });
 * ```
 */
export function file<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("file", options);
}

/** What a connection parameter may say as well. */
export interface ConnectionOptions extends ParameterOptions {
  /** The kinds it takes; without it any. */
  kinds?: readonly string[];
  /** A method of the class that tries the connection which the parameter names: it throws, or returns what it found as a sentence. */
  testedBy?: string;
  /** Whether the steps take a way through an SSH server, which the variable `tunnel` of the connection names; see `openTunnel`. */
  tunnel?: boolean;
}

/**
 * The name of a connection. `this.getConnection` gives its settings.
 *
 * ```ts
 * import { BaseStep, connection } from "sluice";
 *
 * const ticketSystem = connection({ kinds: ["tickets"], testedBy: "ping", required: true });
 *
 * export default class CountTickets extends BaseStep.with({ system: ticketSystem }) {
 *   async execute() {
 *     const { url, token } = this.getConnection("system").settings;
 *     const response = await this.fetch(`${url}/count`, { headers: { authorization: `Bearer ${token}` } });
 *     this.saveDataForNextStep(await response.json());
 *   }
 *
 *   async ping() {
 *     const response = await this.fetch(String(this.getConnection("system").settings.url));
 *     return `It answers with ${response.status}`;
 *   }
 * }
 * ```
 */
export function connection<const O extends ConnectionOptions>(options?: O): Parameter<Value<string, O>> {
  return build("connection", options);
}

/**
 * The name of a step of this application.
 *
 * ```ts
 * import { step } from "sluice";
 *
 * export const source = step({ description: "The step whose rows are compared" });
 * ```
 */
export function step<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("step", options);
}

/**
 * The name of an application.
 *
 * ```ts
 * import { application } from "sluice";
 *
 * export const target = application({ required: true });
 * ```
 */
export function application<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("application", options);
}

/**
 * The name of a queue.
 *
 * ```ts
 * import { queue } from "sluice";
 *
 * export const lane = queue({ advanced: true });
 * ```
 */
export function queue<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("queue", options);
}

/**
 * The name of a variable of the run's configuration.
 *
 * ```ts
 * import { configVariable } from "sluice";
 *
 * export const tokenName = configVariable({ section: "Access" });
 * ```
 */
export function configVariable<const O extends ParameterOptions>(options?: O): Parameter<Value<string, O>> {
  return build("configVariable", options);
}

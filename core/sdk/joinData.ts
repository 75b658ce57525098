import { type JsonValue, setOwn } from "../base/json.ts";
import { DataTypeMismatchException } from "./exceptions.ts";

/** What one direct producer handed over. */
export interface JoinInput {
  /** Name of the producer. */
  step: string;
  /** false: it saved nothing, or its edge was not taken. */
  saved: boolean;
  value: unknown;
}

export interface JoinOptions {
  /** In producer order. */
  inputs: readonly JoinInput[];
  /** Number of direct producers in the document; it alone decides between "unchanged" and "joined". */
  producers: number;
  /** Gets a sentence for each key that a later producer replaced. */
  warn: (message: string) => void;
}

/**
 * Joins the data of the producers (semantics, section 3). One producer: its data unchanged. More: those that saved
 * nothing are left out; lists are concatenated, plain objects merged, values of one other type listed; none: undefined.
 * Throws DataTypeMismatchException for mixed types.
 */
export function joinData({ inputs, producers, warn }: JoinOptions): unknown {
  const saved = inputs.filter((input) => input.saved && input.value !== undefined);
  if (producers <= 1) return saved[0]?.value;
  const first = saved[0];
  if (first === undefined) return undefined;
  const type = typeName(first.value);
  if (saved.some((input) => typeName(input.value) !== type)) throw mismatch(saved);
  if (type === "list") return saved.flatMap((input) => input.value);
  if (type === "object") return mergeObjects(saved, warn);
  return saved.map((input) => input.value);
}

function mergeObjects(inputs: readonly JoinInput[], warn: (message: string) => void): object {
  const merged = {};
  const origin = new Map<string, string>();
  for (const { step, value } of inputs) {
    for (const [key, item] of Object.entries(value as object)) {
      const earlier = origin.get(key);
      if (earlier !== undefined) warn(`Key "${key}" of step "${step}" replaces that of step "${earlier}"`);
      origin.set(key, step);
      setOwn(merged, key, item as JsonValue);
    }
  }
  return merged;
}

function mismatch(inputs: readonly JoinInput[]): DataTypeMismatchException {
  const shown = inputs.slice(0, 10).map(({ step, value }) => `"${step}" saved ${typeName(value)}`);
  if (inputs.length > shown.length) shown.push(`${inputs.length - shown.length} more`);
  return new DataTypeMismatchException(`The data of the earlier steps has different types: ${shown.join(", ")}`);
}

/** list, object (a plain one), or the name of any other type: string, number, null, Date, Map, bytes ... */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value !== "object") return typeof value;
  if (value === null) return "null";
  if (value instanceof Uint8Array) return "bytes";
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag === "Object" ? "object" : tag;
}

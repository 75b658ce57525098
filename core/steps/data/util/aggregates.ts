import { StepException } from "sluice";
import { compareValues } from "./compareValues.ts";
import { keyOf } from "./keyOf.ts";
import { readField } from "./readField.ts";

/** A value of a group that cannot be made. */
export class AggregateException extends StepException {}

export interface Aggregate {
  name: string;
  compute(rows: readonly unknown[]): unknown;
}

const functions: Record<string, (values: unknown[], name: string) => unknown> = {
  count: (values) => values.length,
  sum: (values, name) => values.reduce((total: number, value) => total + toNumber(value, name), 0),
  average: (values, name) =>
    values.length === 0
      ? null
      : values.reduce((total: number, value) => total + toNumber(value, name), 0) / values.length,
  min: (values) =>
    values.reduce((least, value) => (compareValues(value, least) < 0 ? value : least), values[0] ?? null),
  max: (values) => values.reduce((most, value) => (compareValues(value, most) > 0 ? value : most), values[0] ?? null),
  first: (values) => values[0] ?? null,
  last: (values) => values.at(-1) ?? null,
  list: (values) => values,
  distinct: (values) => [...new Map(values.map((value) => [keyOf(value, []), value])).values()],
};

/** Reads `sum total` and the like. Throws AggregateException for anything else. */
export function parseAggregates(written: Record<string, string>): Aggregate[] {
  return Object.entries(written).map(([name, text]) => {
    const [, word = "", field = ""] = /^\s*(\S+)\s*(.*?)\s*$/.exec(String(text)) ?? [];
    const compute = Object.hasOwn(functions, word) ? functions[word] : undefined;
    if (compute === undefined || (field === "" && word !== "count")) {
      const known = Object.keys(functions).join(", ");
      throw new AggregateException(
        `Value "${name}" is "${text}"; write count, or one of ${known} and a field, such as "sum total"`,
      );
    }
    return { name, compute: (rows) => compute(valuesOf(rows, field), name) };
  });
}

function valuesOf(rows: readonly unknown[], field: string): unknown[] {
  if (field === "") return [...rows];
  return rows
    .map((row) => readField(row, field))
    .filter((value) => value !== undefined && value !== null && value !== "");
}

function toNumber(value: unknown, name: string): number {
  const number =
    typeof value === "boolean" || (typeof value === "string" && value.trim() === "") ? Number.NaN : Number(value);
  if (Number.isNaN(number))
    throw new AggregateException(`Value "${name}" adds numbers, but found ${JSON.stringify(value) ?? String(value)}`);
  return number;
}

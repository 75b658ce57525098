import { StepException } from "sluice";
import { areComparable, compareValues } from "./compareValues.ts";
import { areEqual } from "./keyOf.ts";

/** A condition that cannot be tested. */
export class ConditionException extends StepException {}

export const operators = [
  { value: "equals", label: "equals" },
  { value: "differs", label: "does not equal" },
  { value: "greater", label: "is greater than" },
  { value: "at_least", label: "is at least" },
  { value: "less", label: "is less than" },
  { value: "at_most", label: "is at most" },
  { value: "contains", label: "contains" },
  { value: "starts", label: "starts with" },
  { value: "ends", label: "ends with" },
  { value: "matches", label: "matches" },
  { value: "one_of", label: "is one of" },
  { value: "empty", label: "is empty" },
  { value: "filled", label: "is not empty" },
] as const;

export type Operator = (typeof operators)[number]["value"];

/** The test of one value. Throws ConditionException for a value that the operator cannot use. */
export function testValue(operator: Operator, wanted: unknown): (value: unknown) => boolean {
  const ordered = (fits: (order: number) => boolean) => (value: unknown) => {
    const pair = align(...inNumbers(value, wanted));
    return areComparable(...pair) && fits(compareValues(...pair));
  };
  switch (operator) {
    case "equals":
      return (value) => areEqual(...align(value, wanted));
    case "differs":
      return (value) => !areEqual(...align(value, wanted));
    case "greater":
      return ordered((order) => order > 0);
    case "at_least":
      return ordered((order) => order >= 0);
    case "less":
      return ordered((order) => order < 0);
    case "at_most":
      return ordered((order) => order <= 0);
    case "contains":
      return (value) =>
        Array.isArray(value)
          ? value.some((item) => areEqual(...align(item, wanted)))
          : textOf(value).includes(textOf(wanted));
    case "starts":
      return (value) => textOf(value).startsWith(textOf(wanted));
    case "ends":
      return (value) => textOf(value).endsWith(textOf(wanted));
    case "matches":
      return testPattern(wanted);
    case "one_of": {
      if (!Array.isArray(wanted)) throw new ConditionException('"is one of" needs a list, such as ["new", "open"]');
      return (value) => wanted.some((item) => areEqual(...align(value, item)));
    }
    case "empty":
      return isEmpty;
    case "filled":
      return (value) => !isEmpty(value);
  }
}

function testPattern(pattern: unknown): (value: unknown) => boolean {
  try {
    const expression = new RegExp(textOf(pattern), "u");
    return (value) => expression.test(textOf(value));
  } catch (cause) {
    throw new ConditionException(
      `"${textOf(pattern)}" is no regular expression: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}

/** Two texts that are numbers are put in the order of numbers: `9` comes before `30`. */
function inNumbers(a: unknown, b: unknown): [unknown, unknown] {
  if (typeof a !== "string" || typeof b !== "string") return [a, b];
  const numbers: [unknown, unknown] = [alike(a, 0), alike(b, 0)];
  return numbers.every((value) => typeof value === "number") ? numbers : [a, b];
}

/** Texts that look like the other side's number, boolean or date are taken as such: forms and CSV know only text. */
function align(a: unknown, b: unknown): [unknown, unknown] {
  return [alike(a, b), alike(b, a)];
}

function alike(value: unknown, other: unknown): unknown {
  if (typeof value !== "string") return value;
  if (typeof other === "number" || typeof other === "bigint") {
    const parsed = value.trim() === "" ? Number.NaN : Number(value);
    return Number.isNaN(parsed) ? value : parsed;
  }
  if (typeof other === "boolean") return value === "true" ? true : value === "false" ? false : value;
  if (other instanceof Date) {
    const time = Date.parse(value);
    return Number.isNaN(time) ? value : new Date(time);
  }
  return value;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return (
    typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

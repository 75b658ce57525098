import { type CronField, findWeekday } from "./cronFields.ts";

/** What a field of an expression means, or why it means nothing: a sentence that ends with what to write. */
export type ExpandedField = { ok: true; values: number[] } | { ok: false; message: string };

interface Refusal {
  message: string;
}

/**
 * The values a field stands for, ascending, by the rules of the manual's scheduler: `*`, numbers, weekday names, ranges
 * that may wrap (`22-2`), steps that count from the start of their range (`2-10/5` is 2 and 7), and lists of those.
 */
export function expandCronField(text: string, field: Omit<CronField, "key">): ExpandedField {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const expanded = expandPart(part, field);
    if (!Array.isArray(expanded)) return { ok: false, message: expanded.message };
    for (const value of expanded) values.add(value);
  }
  return { ok: true, values: [...values].sort((a, b) => a - b) };
}

function expandPart(part: string, field: Omit<CronField, "key">): number[] | Refusal {
  const { title, min, max } = field;
  if (part === "")
    return { message: `an entry of the ${title} is empty. Write values with single commas between them` };
  const [range = "", step, ...rest] = part.split("/");
  if (rest.length > 0) return { message: `"${part}" has more than one step. Write one, such as "*/5"` };
  const values = range === "*" ? sequence(min, max) : expandRange(range, field);
  if (!Array.isArray(values) || step === undefined) return values;
  if (range !== "*" && !range.includes("-")) {
    return { message: `the step in "${part}" has no range. Write "*/${step}" or "${range}-${max}/${step}"` };
  }
  const width = /^\d{1,6}$/.test(step) ? Number(step) : 0;
  if (width === 0) return { message: `the step in "${part}" is not a whole number from 1. Write one, such as "*/5"` };
  return values.filter((_value, index) => index % width === 0);
}

function expandRange(text: string, field: Omit<CronField, "key">): number[] | Refusal {
  const { min, max } = field;
  const [first = "", last, ...rest] = text.split("-");
  if (rest.length > 0 || (first === "" && last !== undefined)) {
    return { message: `"${text}" is no range, and numbers below 0 do not exist here. ${allowed(field)}` };
  }
  const from = readNumber(first, field);
  if (typeof from !== "number") return from;
  if (last === undefined) return [from];
  const to = readNumber(last, field);
  if (typeof to !== "number") return to;
  return from <= to ? sequence(from, to) : [...sequence(from, max), ...sequence(min, to)];
}

function readNumber(text: string, field: Omit<CronField, "key">): number | Refusal {
  const named = field.title === "day of week" ? findWeekday(text) : undefined;
  if (named !== undefined) return named;
  if (!/^\d+$/.test(text)) return { message: `"${text}" is not a ${field.title}. ${allowed(field)}` };
  const value = Number(text);
  if (value >= field.min && value <= field.max) return value;
  return { message: `${value} is ${value < field.min ? "below" : "above"} its limits. ${allowed(field)}` };
}

function allowed({ title, min, max }: Omit<CronField, "key">): string {
  if (title !== "day of week") return `Use whole numbers from ${min} to ${max}`;
  return `Use whole numbers from ${min} (Sunday) to ${max} (Saturday), or names such as mon`;
}

function sequence(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_value, index) => from + index);
}

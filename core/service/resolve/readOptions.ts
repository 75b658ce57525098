import { isJsonObject, ownValue } from "../../base/json.ts";

export interface OptionsRequest {
  /** Id of the step. */
  step: string;
  /** Name of the parameter. */
  parameter: string;
}

/** The choices there are, or why there are none, as a sentence. */
export type OptionList = { options: Option[]; more: number } | { problem: string };

export interface Option {
  value: string | number | boolean;
  label?: string;
}

/** A person looks through them. */
const mostOptions = 1_000;

/** What the method of a class gave as choices: values, or `{value, label}`; of more than 1,000 the first ones. */
export function readOptions(value: unknown, method: string): OptionList {
  if (!Array.isArray(value)) return { problem: `"${method}" gives no list.` };
  const options: Option[] = [];
  for (const [index, item] of value.slice(0, mostOptions).entries()) {
    const option = readOption(item);
    if (option === undefined)
      return { problem: `"${method}" gives no choice at ${index}: neither a value nor {value, label}.` };
    options.push(option);
  }
  return { options, more: Math.max(0, value.length - mostOptions) };
}

function readOption(item: unknown): Option | undefined {
  if (isScalar(item)) return { value: item };
  if (!isJsonObject(item)) return undefined;
  const [value, label] = [ownValue(item, "value"), ownValue(item, "label")];
  if (!isScalar(value)) return undefined;
  return typeof label === "string" ? { value, label } : { value };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

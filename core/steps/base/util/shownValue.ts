import { MissingParameterException } from "sluice";

/** The value of a required parameter that is shown now: its type allows null only for when it is hidden. */
export function shownValue<T>(value: T, name: string): NonNullable<T> {
  if (value !== null && value !== undefined) return value;
  throw new MissingParameterException(`Required parameter "${name}" has no value`, [name]);
}

import { SluiceError } from "../../base/SluiceError.ts";
import { cronFields } from "./cronFields.ts";
import { expandCronField } from "./expandCronField.ts";

/** A crontab expression as lists of values. A time must be in every list: both day fields count (manual's scheduler). */
export interface CronTimes {
  /** In the order of the fields: minute, hour, day of month, month, day of week. */
  values: number[][];
  /** Whether minute and hour are given as plain values: then a time that a clock change leaves out or repeats still fires once. */
  isFixedTime: boolean;
}

/** Reads a crontab expression of five fields. Throws `invalid_schedule` that names the field and what to write. */
export function parseCron(expression: string): CronTimes {
  const texts = expression.trim().split(/\s+/).filter(Boolean);
  if (texts.length !== cronFields.length) {
    const count = texts.length === 1 ? "1 field" : `${texts.length} fields`;
    throw invalid(expression, {
      message: `has ${count} instead of 5. Write minute, hour, day of month, month and day of week, such as "30 9 * * 1-5"`,
    });
  }
  const values = cronFields.map((field, index) => {
    const expanded = expandCronField(texts[index] ?? "", field);
    if (expanded.ok) return expanded.values;
    throw invalid(expression, {
      message: `is wrong at field ${index + 1} (${field.title}): ${expanded.message}`,
      field: field.key,
    });
  });
  const [minute = "", hour = ""] = texts;
  return { values, isFixedTime: !/[*/]/.test(minute + hour) };
}

function invalid(expression: string, { message, field }: { message: string; field?: string }): SluiceError {
  return new SluiceError("invalid_schedule", `The crontab expression "${expression}" ${message}.`, {
    details: { expression, ...(field === undefined ? {} : { field }) },
  });
}

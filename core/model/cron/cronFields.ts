/** One of the five fields of a crontab expression, with both ends included. */
export interface CronField {
  /** As the manual's `schedule_info` calls it. */
  key: "minute" | "hour" | "day_of_month" | "month_of_year" | "day_of_week";
  title: string;
  min: number;
  max: number;
}

/** In the order of an expression. Sunday is 0, as in the manual's scheduler. */
export const cronFields: readonly CronField[] = [
  { key: "minute", title: "minute", min: 0, max: 59 },
  { key: "hour", title: "hour", min: 0, max: 23 },
  { key: "day_of_month", title: "day of month", min: 1, max: 31 },
  { key: "month_of_year", title: "month", min: 1, max: 12 },
  { key: "day_of_week", title: "day of week", min: 0, max: 6 },
];

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** 0 to 6 for the name of a weekday, in full or its first three letters; undefined for any other text. */
export function findWeekday(text: string): number | undefined {
  const name = text.toLowerCase();
  const index = weekdays.findIndex((day) => day === name || day.slice(0, 3) === name);
  return index < 0 ? undefined : index;
}

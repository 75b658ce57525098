import { anyValue, BaseStep, defineParameters, mapping, select, text } from "sluice";
import { describeMoment, parseMoment, reckon } from "../util/dates.ts";

const units = [
  { value: "year", label: "The year" },
  { value: "month", label: "The month" },
  { value: "week", label: "The week (Monday)" },
  { value: "day", label: "The day" },
  { value: "hour", label: "The hour" },
  { value: "none", label: "Nothing" },
] as const;

const parameters = defineParameters({
  date: anyValue({
    title: "Date",
    description: "ISO 8601, a date, or seconds since 1970; empty = now.",
    sampleValue: "${created_at}",
  }),
  format: text({
    title: "Format of the date",
    description: "How a text is written that is not ISO 8601, such as `dd.MM.yyyy HH:mm`.",
    sampleValue: "dd/MM/yyyy",
    defaultValue: "",
  }),
  zone: text({
    title: "Time zone",
    description: "IANA name; it holds for dates without a zone of their own and for the result.",
    sampleValue: "Europe/Oslo",
    defaultValue: "UTC",
  }),
  add: mapping<number>({
    title: "Add",
    description: "Years, months, weeks, days, hours, minutes or seconds to add; negative numbers go back.",
    sampleValue: { days: 30, hours: -2 },
    defaultValue: {},
  }),
  start_of: select({
    title: "To the start of",
    description: "Goes back to the start of the unit, after adding.",
    options: units,
    defaultValue: "none",
  }),
  difference_to: anyValue({
    title: "Difference to",
    description: "Another date; the result then says how far it is away.",
    sampleValue: "2026-12-31",
    advanced: true,
  }),
  output_format: text({
    title: "Format of the result",
    description: "How `text` is written, such as `yyyy-MM-dd`; empty = ISO 8601.",
    sampleValue: "yyyy-MM-dd",
    defaultValue: "",
  }),
});

const help = `
Reckons with dates: reads one, adds to it, goes to the start of a day or month, and writes it.

It saves \`{text, iso, utc, seconds, milliseconds, year, month, day, weekday, zone}\`, and with *Difference to* also
\`difference: {milliseconds, seconds, minutes, hours, days}\` (positive when the other date is later).

Months and days are added by the calendar of the time zone: a day is 23 or 25 hours long when clocks change.
[Letters of formats](https://moment.github.io/luxon/#/formatting?id=table-of-tokens)
`;

/** Date arithmetic. */
export default class DateTime extends BaseStep.with(parameters) {
  override friendlyName = "Date and time";
  override description = "Reads, adds to and writes dates, in any time zone";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Values";
  override icon = "calendar-clock";
  override help = help;

  override async execute() {
    const [zone, format] = [this.getParameter("zone"), this.getParameter("format")];
    const given = this.getParameter("date");
    const read = parseMoment(given === null || given === "" ? new Date() : given, { zone, format });
    const moment = reckon(read, { add: this.getParameter("add"), startOf: this.getParameter("start_of") });
    const other = this.getParameter("difference_to");
    const result = describeMoment(moment, {
      format: this.getParameter("output_format"),
      other: other === null || other === "" ? undefined : parseMoment(other, { zone, format }),
    });
    await this.saveDataForNextStep(result);
  }
}

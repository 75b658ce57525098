import { BaseStep, boolean, defineParameters, mapping } from "sluice";
import { compareValues } from "../util/compareValues.ts";
import { readField } from "../util/readField.ts";
import { readRows } from "../util/readRows.ts";
import { SortOrderException } from "../util/SortOrderException.ts";

const parameters = defineParameters({
  by: mapping<string>({
    title: "By",
    description:
      "Fields, most important first, each with `ascending` or `descending`; empty = the rows themselves, ascending.",
    sampleValue: { country: "ascending", "total.amount": "descending" },
    defaultValue: {},
  }),
  natural: boolean({
    title: "Texts as people read them",
    description: "Upper and lower case count alike, and `item 2` comes before `item 10`.",
    defaultValue: true,
  }),
});

const help = `
Sorts a list by one field or several. Rows that are equal in all of them stay in their order.

Numbers come before dates, dates before texts; rows without the field come last, in both directions.
`;

/** Sorts a list. */
export default class SortRows extends BaseStep.with(parameters) {
  override friendlyName = "Sort";
  override description = "Sorts a list by one field or several";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "arrow-down-a-z";
  override help = help;

  override async execute() {
    const by = Object.entries(this.getParameter("by"));
    const orders = (by.length === 0 ? [["", "ascending"] as const] : by).map(([field, direction]) => ({
      field,
      sign: readDirection(field, direction),
    }));
    const collator = this.getParameter("natural")
      ? new Intl.Collator("en", { numeric: true, sensitivity: "base" })
      : undefined;
    const rows = await readRows(this);
    rows.sort((a, b) => {
      for (const { field, sign } of orders) {
        const [left, right] = [readField(a, field), readField(b, field)];
        const order = compareValues(left, right, { collator });
        if (order !== 0) return isMissing(left) || isMissing(right) ? order : order * sign;
      }
      return 0;
    });
    await this.saveDataForNextStep(rows);
  }
}

function readDirection(field: string, direction: string): 1 | -1 {
  if (/^asc/i.test(direction)) return 1;
  if (/^desc/i.test(direction)) return -1;
  throw new SortOrderException(`Field "${field}" is sorted "${direction}"; write ascending or descending`);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

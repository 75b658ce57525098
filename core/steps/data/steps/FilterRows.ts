import { anyValue, BaseStep, defineParameters, select, text } from "sluice";
import { type Operator, operators, testValue } from "../util/operators.ts";
import { readField } from "../util/readField.ts";

const parameters = defineParameters({
  field: text({
    title: "Field",
    description: "A key of the row, or a path such as `address.city`; empty = the row itself.",
    sampleValue: "status",
    defaultValue: "",
  }),
  operator: select({
    title: "Condition",
    description: "How the field is compared with the value.",
    options: operators,
    defaultValue: "equals",
  }),
  value: anyValue({
    title: "Value",
    description: "What the field is compared with; a list for *is one of*, a regular expression for *matches*.",
    sampleValue: "active",
  }),
  keep: select({
    title: "Keep",
    description: "Whether the rows that fit are kept, or the others.",
    options: [
      { value: "fitting", label: "Rows that fit" },
      { value: "others", label: "Rows that do not fit" },
    ],
    defaultValue: "fitting",
  }),
});

const help = `
Keeps the rows of a list that fit a condition. Several conditions: several steps, one after the other, or *Transform*.

Numbers in text count as numbers when they are compared with numbers. A missing field is empty, equals nothing and is neither greater
nor less than anything. Rows are read and kept one by one, so that a list may be larger than the memory.
`;

/** Keeps the rows that fit. */
export default class FilterRows extends BaseStep.with(parameters) {
  override friendlyName = "Filter";
  override description = "Keeps the rows of a list that fit a condition";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "list-filter";
  override help = help;

  override async execute() {
    const counts = { all: 0, kept: 0 };
    await this.saveDataForNextStep(this.#filter(counts));
    this.logger.info("Kept %d of %d rows", counts.kept, counts.all);
  }

  async *#filter(counts: { all: number; kept: number }) {
    const field = this.getParameter("field");
    const test = testValue(this.getParameter("operator") as Operator, this.getParameter("value"));
    const wanted = this.getParameter("keep") === "fitting";
    for await (const row of this.streamPreviousStepData()) {
      counts.all += 1;
      if (test(readField(row, field)) !== wanted) continue;
      counts.kept += 1;
      yield row;
    }
  }
}

import { BaseStep, defineParameters, number, select } from "sluice";
import { toJsonText } from "../util/jsonText.ts";
import { readRows } from "../util/readRows.ts";

const parameters = defineParameters({
  format: select({
    title: "Format",
    description: "One JSON value, or one in each line for the items of a list.",
    options: [
      { value: "json", label: "JSON" },
      { value: "lines", label: "JSON Lines" },
    ],
    defaultValue: "json",
  }),
  indent: number({
    title: "Indent",
    description: "Spaces per level; 0 = everything in one line.",
    defaultValue: 2,
    min: 0,
    max: 8,
    showWhen: { parameter: "format", equals: "json" },
  }),
});

const help = `
Writes the data of the earlier steps as JSON text, or as JSON Lines: one item of a list in each line.

Dates become ISO 8601 and big integers digits in quotes.
`;

/** Data to JSON text. */
export default class BuildJSON extends BaseStep.with(parameters) {
  override friendlyName = "Build JSON";
  override description = "Writes data as JSON or JSON Lines text";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "braces";
  override help = help;

  override async execute() {
    if (this.getParameter("format") === "json") {
      await this.saveDataForNextStep(toJsonText(this.joinPreviousStepData(), this.getParameter("indent") ?? 0));
      return;
    }
    const lines = (await readRows(this)).map(
      (row) => `${toJsonText(row, 0)}
`,
    );
    await this.saveDataForNextStep(lines.join(""));
  }
}
